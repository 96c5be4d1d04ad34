import { S3ServiceException } from '@aws-sdk/client-s3';
import { SESv2ServiceException } from '@aws-sdk/client-sesv2';
import type { Place } from './place.ts';

export const targets = ['standin', 'localstack', 'aws'] as const;
export type Target = (typeof targets)[number];

/** One question that S3 or SES answers, and AWS's answer. */
export interface Check {
  /** Names the check in differences.ts. */
  id: string;
  title: string;
  /** The call or promise of the product that lies on it. No stand-in may differ there, but for two by name. */
  product?: string;
  /** How AWS answers. */
  expected: unknown;
  /** Asks, and gives the answer back as plain data without anything that changes from run to run. */
  ask(place: Place): Promise<unknown>;
  /** Targets that cannot be asked, with the reason. */
  notOn?: Partial<Record<Target, string>>;
}

/** Thrown by a check that AWS cannot be asked on this machine; the message says why. */
export class NotAsked extends Error {}

/** Checks that share what the product does with them. */
export function checksOf(product: string, checks: Check[]): Check[] {
  return checks.map((check) => ({ product, ...check }));
}

/** How the SDK named a refusal; `accepted` when there was none. */
export async function refusal(sent: Promise<unknown>): Promise<string> {
  try {
    await sent;
    return 'accepted';
  } catch (error) {
    if (error instanceof S3ServiceException || error instanceof SESv2ServiceException) {
      return `${error.$metadata.httpStatusCode} ${error.name}`;
    }
    throw error;
  }
}

/** Status and S3 error code of a raw answer, such as `403 AccessDenied`. */
export async function outcome(answer: Response): Promise<string> {
  const code = /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1];
  return code ? `${answer.status} ${code}` : String(answer.status);
}
