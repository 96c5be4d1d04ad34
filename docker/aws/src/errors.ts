/** A refusal in AWS's terms; each protocol (S3 in XML, SES in JSON) writes it in its own form. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further elements of the answer, such as Key or BucketName. */
  readonly detail: Record<string, string>;

  constructor(code: string, status: number, message: string, detail: Record<string, string> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.detail = detail;
  }
}
