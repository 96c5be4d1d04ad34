import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Signed } from '../sigv4/verify.ts';
import type { Blobs } from '../store/blobs.ts';
import type { ObjectIndex } from '../store/object-index.ts';

/** Where buckets and objects are kept. */
export interface S3Storage {
  blobs: Blobs;
  index: ObjectIndex;
}

/** One verified and authorised request to S3. */
export interface S3Call {
  request: IncomingMessage;
  response: ServerResponse;
  /** Name of the S3 operation, such as PutObject. */
  operation: string;
  /** Empty for operations on the service. */
  bucket: string;
  /** Decoded; empty for operations on the service or a bucket. */
  key: string;
  query: ReadonlyMap<string, string>;
  signed: Signed;
  /** Refuses with AccessDenied what the signer may not do; for what the operation touches besides its target. */
  require(action: string, bucket: string, key: string): void;
}

/** The operations of one kind, by name. */
export type Operations = Record<string, (call: S3Call) => Promise<void> | void>;

/** Answers with an XML document. */
export function sendXml(response: ServerResponse, body: string, status = 200): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-type': 'application/xml', 'content-length': bytes.length });
  response.end(bytes);
}

/** Answers without a body. */
export function sendEmpty(response: ServerResponse, status: number): void {
  response.writeHead(status, status === 204 ? {} : { 'content-length': 0 });
  response.end();
}
