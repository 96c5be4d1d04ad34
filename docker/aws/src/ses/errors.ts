import { AwsError } from '../errors.ts';

/** SES v2's refusals, by the names the SDK gives them as classes. */
export const sesError = {
  alreadyExists: (message: string) => new AwsError('AlreadyExistsException', 400, message),
  badRequest: (message: string) => new AwsError('BadRequestException', 400, message),
  messageRejected: (message: string) => new AwsError('MessageRejected', 400, message),
  notFound: (message: string) => new AwsError('NotFoundException', 404, message),
  accessDenied: (message: string) => new AwsError('AccessDeniedException', 403, message),
  notImplemented: (message: string) => new AwsError('NotImplementedException', 501, message),
};

/** Signature faults are named otherwise by JSON services than by S3. */
const RENAMED: Record<string, readonly [code: string, status: number]> = {
  AccessDenied: ['AccessDeniedException', 403],
  AuthorizationHeaderMalformed: ['IncompleteSignatureException', 400],
  AuthorizationQueryParametersError: ['IncompleteSignatureException', 400],
  InvalidAccessKeyId: ['UnrecognizedClientException', 403],
  RequestTimeTooSkewed: ['InvalidSignatureException', 403],
  SignatureDoesNotMatch: ['InvalidSignatureException', 403],
};

/** Any error as SES would name it. */
export function asSesError(error: unknown): AwsError {
  if (error instanceof URIError) return sesError.badRequest('The path is not well-formed.');
  if (!(error instanceof AwsError)) {
    const message = error instanceof Error ? error.message : String(error);
    return new AwsError('InternalServiceErrorException', 500, message);
  }
  const renamed = RENAMED[error.code];
  return renamed ? new AwsError(renamed[0], renamed[1], error.message) : error;
}
