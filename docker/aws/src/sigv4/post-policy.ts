import { AwsError } from '../errors.ts';
import { hmac, sameSignature, signingKey } from './signature.ts';

/** The bytes a POST policy allows. */
export interface SizeRange {
  min: number;
  max: number;
}

type Condition = readonly [operator: string, name: string, value: string] | SizeRange;

/** Fields that belong to the mechanism itself and need no condition. */
const MECHANISM = new Set(['policy', 'x-amz-signature', 'file', 'bucket']);

/**
 * Verifies the signature and the conditions of a browser's form upload.
 * @param fields the form's fields before the file, names in lower case
 * @returns who signed it and the size it allows
 * @throws AwsError AccessDenied, InvalidAccessKeyId, SignatureDoesNotMatch, InvalidPolicyDocument
 */
export function verifyPostPolicy(
  fields: ReadonlyMap<string, string>,
  bucket: string,
  secretOf: (keyId: string) => string | undefined,
  now = Date.now(),
): { keyId: string; size: SizeRange } {
  const policy = fields.get('policy');
  const signature = fields.get('x-amz-signature');
  const credential = fields.get('x-amz-credential');
  if (!policy || !signature || !credential) {
    throw new AwsError('AccessDenied', 403, 'Access Denied: a form upload must carry a signed policy');
  }
  const keyId = verifySignature(policy, signature, credential, secretOf);
  const { expiration, conditions } = parsePolicy(policy);
  if (!(Date.parse(expiration) > now)) {
    throw new AwsError('AccessDenied', 403, 'Invalid according to Policy: Policy expired.');
  }
  const size = { min: 0, max: Infinity };
  const covered = new Set(MECHANISM);
  for (const condition of conditions) {
    if ('min' in condition) {
      Object.assign(size, condition);
      continue;
    }
    const [operator, name, value] = condition;
    covered.add(name);
    const given = name === 'bucket' ? bucket : (fields.get(name) ?? '');
    if (operator === 'eq' ? given !== value : !given.startsWith(value)) {
      throw new AwsError(
        'AccessDenied',
        403,
        `Invalid according to Policy: Policy Condition failed: ["${operator}", "$${name}", "${value}"]`,
      );
    }
  }
  refuseExtraFields(fields, covered);
  return { keyId, size };
}

function verifySignature(
  policy: string,
  signature: string,
  credential: string,
  secretOf: (keyId: string) => string | undefined,
): string {
  const [keyId = '', date = '', region = '', service, end] = credential.split('/');
  if (service !== 's3' || end !== 'aws4_request') {
    throw new AwsError('AccessDenied', 403, 'Access Denied: X-Amz-Credential is malformed');
  }
  const secret = secretOf(keyId);
  if (secret === undefined) {
    throw new AwsError(
      'InvalidAccessKeyId',
      403,
      'The AWS Access Key Id you provided does not exist in our records.',
    );
  }
  const expected = hmac(signingKey(secret, { date, region, service }), policy).toString('hex');
  if (!sameSignature(expected, signature)) {
    throw new AwsError(
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
  return keyId;
}

function parsePolicy(encoded: string): { expiration: string; conditions: Condition[] } {
  const invalid = (why: string) => new AwsError('InvalidPolicyDocument', 400, `Invalid Policy: ${why}.`);
  let policy: unknown;
  try {
    policy = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    throw invalid('Invalid JSON');
  }
  if (typeof policy !== 'object' || policy === null) throw invalid('Invalid JSON');
  const { expiration, conditions } = policy as { expiration?: unknown; conditions?: unknown };
  if (typeof expiration !== 'string') throw invalid('Policy missing expiration');
  if (!Array.isArray(conditions)) throw invalid('Policy missing conditions');
  return { expiration, conditions: conditions.flatMap((condition) => parseCondition(condition, invalid)) };
}

function parseCondition(condition: unknown, invalid: (why: string) => AwsError): Condition[] {
  if (!Array.isArray(condition)) {
    if (typeof condition !== 'object' || condition === null) throw invalid('Invalid condition');
    return Object.entries(condition).map(
      ([name, value]) => ['eq', name.toLowerCase(), String(value)] as const,
    );
  }
  const [operator, first, second] = condition as unknown[];
  if (operator === 'content-length-range') {
    const [min, max] = [Number(first), Number(second)];
    if (!Number.isInteger(min) || !Number.isInteger(max)) throw invalid('Invalid content-length-range');
    return [{ min, max }];
  }
  if ((operator !== 'eq' && operator !== 'starts-with') || typeof first !== 'string') {
    throw invalid(`Invalid condition ${JSON.stringify(condition)}`);
  }
  return [[operator, first.replace(/^\$/, '').toLowerCase(), String(second)]];
}

function refuseExtraFields(fields: ReadonlyMap<string, string>, covered: ReadonlySet<string>): void {
  for (const name of fields.keys()) {
    if (covered.has(name) || name.startsWith('x-ignore-')) continue;
    throw new AwsError('AccessDenied', 403, `Invalid according to Policy: Extra input fields: ${name}`);
  }
}
