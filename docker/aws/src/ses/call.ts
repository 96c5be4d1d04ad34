/** A JSON object as it came in. */
export type Json = Record<string, unknown>;

/** One verified and authorised request to SES v2. */
export interface SesCall {
  /** Name of the SES operation, such as SendEmail. */
  operation: string;
  /** What stands in the variable places of the path, decoded, in order. */
  names: string[];
  query: ReadonlyMap<string, string>;
  body: Json;
  region: string;
}

/** The operations of one kind, by name. The answer is written as JSON. */
export type Operations = Record<string, (call: SesCall) => Json | Promise<Json>>;
