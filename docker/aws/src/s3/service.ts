import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Access } from '../access.ts';
import { AwsError } from '../errors.ts';
import { readRest } from '../rest-of-request.ts';
import { pathOf, queryOf } from '../sigv4/encoding.ts';
import { verifyRequest } from '../sigv4/verify.ts';
import { bucketOperations } from './buckets.ts';
import { corsRulesOf, settingOperations } from './bucket-settings.ts';
import { sendXml, type Operations, type S3Storage } from './call.ts';
import { copyOperations } from './copy.ts';
import { allowOrigin, answerPreflight } from './cors.ts';
import { deleteOperations } from './delete-objects.ts';
import { s3Error } from './errors.ts';
import { listOperations } from './list-objects.ts';
import { multipartOperations } from './multipart.ts';
import { operationOf } from './operations.ts';
import { postObject } from './post-object.ts';
import { readOperations } from './read-object.ts';
import { writeOperations } from './write-object.ts';
import { escapeXml, text } from './xml.ts';

const LONGEST_KEY_BYTES = 1024;

/** S3, path-style: takes any request that is not for another service. */
export class S3Service {
  readonly #storage: S3Storage;
  readonly #access: Access;
  readonly #operations: Operations;

  constructor(storage: S3Storage, access: Access) {
    this.#storage = storage;
    this.#access = access;
    this.#operations = {
      ...bucketOperations(storage),
      ...settingOperations(storage),
      ...writeOperations(storage),
      ...readOperations(storage),
      ...copyOperations(storage),
      ...deleteOperations(storage),
      ...listOperations(storage),
      ...multipartOperations(storage),
    };
  }

  /** Answers a request; never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    response.setHeader('x-amz-request-id', requestId);
    try {
      await this.#answer(request, response);
    } catch (error) {
      await sendError(request, response, asS3Error(error), requestId);
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const { bucket, key } = targetOf(request);
    const rules = bucket ? corsRulesOf(this.#storage.index, bucket) : undefined;
    if (method === 'OPTIONS') {
      answerPreflight(request, response, rules);
      return;
    }
    allowOrigin(request, response, rules);
    const query = new Map(queryOf(request.url ?? '/'));
    const operation = operationOf({ method, bucket, key, query, headers: request.headers });
    const secretOf = (keyId: string) => this.#access.secretOf(keyId);
    const require = (keyId: string) => (action: string, name: string, object: string) => {
      const resource = `arn:aws:s3:::${name}${object ? `/${object}` : ''}`;
      if (!this.#access.authorize(keyId, action, resource)) throw s3Error('AccessDenied');
    };
    if (operation?.name === 'PostObject') {
      await postObject({ request, response, bucket, storage: this.#storage, secretOf, require });
      return;
    }
    const signed = verifyRequest(request, { service: 's3', pathEncoding: 'once', secretOf });
    if (!operation) throw s3Error('MethodNotAllowed');
    if (operation.action) require(signed.keyId)(operation.action, bucket, key);
    const act = this.#operations[operation.name];
    if (!act || query.has('versionId')) {
      const what = act ? `${operation.name} with a versionId` : operation.name;
      throw s3Error('NotImplemented', `${what} is not implemented by the local S3`, {
        Operation: operation.name,
      });
    }
    if (Buffer.byteLength(key) > LONGEST_KEY_BYTES) {
      throw s3Error('KeyTooLongError', undefined, { MaxSizeAllowed: String(LONGEST_KEY_BYTES) });
    }
    const call = { request, response, operation: operation.name, bucket, key, query, signed };
    await act({ ...call, require: require(signed.keyId) });
  }
}

/** The bucket and key of a path-style address. */
function targetOf(request: IncomingMessage): { bucket: string; key: string } {
  const [, bucket = '', ...rest] = pathOf(request.url ?? '/').split('/');
  return { bucket: decodeURIComponent(bucket), key: rest.map(decodeURIComponent).join('/') };
}

function asS3Error(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof URIError) return s3Error('InvalidURI');
  return s3Error('InternalError', error instanceof Error ? error.message : String(error));
}

async function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: AwsError,
  requestId: string,
): Promise<void> {
  if (response.headersSent || response.destroyed) {
    // The client went away, or the bytes ran out in mid-answer: cutting the connection is all that can be said.
    response.destroy();
    return;
  }
  if (!(await readRest(request))) response.setHeader('connection', 'close');
  if (request.method === 'HEAD') {
    response.writeHead(error.status);
    response.end();
    return;
  }
  const details = Object.entries(error.detail).map(([name, value]) => text(name, value));
  const body = [
    text('Code', error.code),
    text('Message', error.message),
    ...details,
    `<Resource>${escapeXml(pathOf(request.url ?? '/'))}</Resource>`,
    text('RequestId', requestId),
    text('HostId', 'local'),
  ];
  sendXml(response, `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${body.join('')}</Error>`, error.status);
}
