/** One entry of Clerk's `errors` array; both SDK families read these four fields. */
export interface ClerkFault {
  code: string;
  message: string;
  long_message: string;
  meta: Record<string, string>;
}

/** An answer in Clerk's error shape: `{ "errors": [...] }` with a 4xx status. */
export class ApiFault extends Error {
  readonly status: number;
  readonly errors: ClerkFault[];

  constructor(status: number, fault: ClerkFault) {
    super(fault.message);
    this.status = status;
    this.errors = [fault];
  }
}

/**
 * Ends the request with an error that the SDKs understand.
 *
 * @param status HTTP status, 4xx.
 * @param code Clerk's own code; the prebuilt forms show a text by it.
 * @param param the form field the error belongs to, as Clerk names it (`email_address`, `password`, ...).
 */
export function fail(status: number, code: string, message: string, param?: string): never {
  throw new ApiFault(status, faultOf(code, message, param));
}

/** The entry that `fail` sends, for answers that are not thrown. */
export function faultOf(code: string, message: string, param?: string): ClerkFault {
  return { code, message, long_message: message, meta: param ? { param_name: param } : {} };
}

/** What is answered for a thing that is not there, or not the caller's. */
export function notFound(what: string): never {
  fail(404, 'resource_not_found', `${what} was not found.`);
}
