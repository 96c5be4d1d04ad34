import { Buffer } from 'node:buffer';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { contentDisposition } from './content-disposition.ts';

export interface StoreSettings {
  AWS_REGION: string;
  S3_BUCKET: string;
  S3_PUBLIC_ENDPOINT?: string | undefined;
}

/** Lifetime of a link to an object, seconds. */
export const DOWNLOAD_URL_SECONDS = 300;
export const UPLOAD_URL_SECONDS = 900;

export interface PresignedPut {
  url: string;
  /** Headers the browser must send as they are: they are part of the signature. */
  headers: Record<string, string>;
}

/** Objects in the bucket. They are written once and never overwritten. */
export interface ObjectStore {
  presignPut(object: {
    key: string;
    size: number;
    contentType: string;
    sha256: string;
  }): Promise<PresignedPut>;
  presignGet(object: {
    key: string;
    fileName: string;
    contentType: string;
    disposition: 'inline' | 'attachment';
  }): Promise<string>;
  /** Size and SHA-256 (hex, when the store kept one); null when there is no such object. */
  head(key: string): Promise<{ size: number; sha256: string | null } | null>;
  get(key: string, signal?: AbortSignal): Promise<Buffer>;
  /** Writes an object; writing the same key again leaves the first. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** @throws when any of them was not deleted */
  deleteMany(keys: string[]): Promise<void>;
  close(): void;
}

const base64OfHex = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

/** S3, path-style. The endpoint is the SDK's own `AWS_ENDPOINT_URL`; links for browsers use the public one. */
export function s3ObjectStore(settings: StoreSettings): ObjectStore {
  const common = {
    region: settings.AWS_REGION,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  } as const;
  const client = new S3Client({ ...common, maxAttempts: 3 });
  const signer = settings.S3_PUBLIC_ENDPOINT
    ? new S3Client({ ...common, endpoint: settings.S3_PUBLIC_ENDPOINT })
    : client;
  const Bucket = settings.S3_BUCKET;

  return {
    async presignPut({ key, size, contentType, sha256 }) {
      const command = new PutObjectCommand({
        Bucket,
        Key: key,
        ContentType: contentType,
        ContentLength: size,
        ChecksumSHA256: base64OfHex(sha256),
        IfNoneMatch: '*',
      });
      const bound = ['content-type', 'content-length', 'x-amz-checksum-sha256', 'if-none-match'];
      const url = await getSignedUrl(signer, command, {
        expiresIn: UPLOAD_URL_SECONDS,
        signableHeaders: new Set(bound),
        unhoistableHeaders: new Set(bound),
      });
      return {
        url,
        headers: {
          'content-type': contentType,
          'x-amz-checksum-sha256': base64OfHex(sha256),
          'if-none-match': '*',
        },
      };
    },

    presignGet({ key, fileName, contentType, disposition }) {
      const command = new GetObjectCommand({
        Bucket,
        Key: key,
        ResponseContentType: contentType,
        ResponseContentDisposition: contentDisposition(disposition, fileName),
      });
      return getSignedUrl(signer, command, { expiresIn: DOWNLOAD_URL_SECONDS });
    },

    async head(key) {
      try {
        const answer = await client.send(
          new HeadObjectCommand({ Bucket, Key: key, ChecksumMode: 'ENABLED' }),
        );
        const sha256 = answer.ChecksumSHA256
          ? Buffer.from(answer.ChecksumSHA256, 'base64').toString('hex')
          : null;
        return { size: answer.ContentLength ?? 0, sha256 };
      } catch (error) {
        if (error instanceof NotFound) return null;
        throw error;
      }
    },

    async get(key, signal) {
      const answer = await client.send(
        new GetObjectCommand({ Bucket, Key: key }),
        signal ? { abortSignal: signal } : {},
      );
      if (!answer.Body) throw new Error('the store sent no body');
      return Buffer.from(await answer.Body.transformToByteArray());
    },

    async put(key, bytes, contentType) {
      try {
        const command = new PutObjectCommand({
          Bucket,
          Key: key,
          Body: bytes,
          ContentType: contentType,
          IfNoneMatch: '*',
        });
        await client.send(command);
      } catch (error) {
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return;
        throw error;
      }
    },

    async deleteMany(keys) {
      for (let at = 0; at < keys.length; at += 1_000) {
        const Objects = keys.slice(at, at + 1_000).map((Key) => ({ Key }));
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        );
        // The answer is a success although single objects stayed.
        const [first] = Errors;
        if (first) throw new Error(`${Errors.length} objects were not deleted, the first for ${first.Code}`);
      }
    },

    close() {
      client.destroy();
      signer.destroy();
    },
  };
}
