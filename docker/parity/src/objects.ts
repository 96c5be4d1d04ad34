import {
  GetObjectCommand,
  PutObjectCommand,
  type GetObjectCommandInput,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Place } from './place.ts';

type PutMore = Partial<PutObjectCommandInput>;
type GetMore = Partial<GetObjectCommandInput>;

/** Writes an object of this run. */
export function put(place: Place, name: string, Body: PutMore['Body'], more: PutMore = {}) {
  return place.s3.send(new PutObjectCommand({ Bucket: place.bucket, Key: place.key(name), Body, ...more }));
}

/** Reads an object of this run. */
export async function get(place: Place, name: string, more: GetMore = {}) {
  const command = new GetObjectCommand({ Bucket: place.bucket, Key: place.key(name), ...more });
  const answer = await place.s3.send(command);
  return { ...answer, text: (await answer.Body?.transformToString('latin1')) ?? '' };
}

/** Writes an object with a bit of text in it and gives its full key. */
export async function seeded(place: Place, name: string): Promise<string> {
  await put(place, name, 'seeded');
  return place.key(name);
}

interface Presigning {
  client?: S3Client;
  expiresIn?: number;
  signingDate?: Date;
}

/** A presigned address that reads an object. */
export function presignGet(
  place: Place,
  Key: string,
  { client = place.s3, ...options }: Presigning = {},
): Promise<string> {
  return getSignedUrl(client, new GetObjectCommand({ Bucket: place.bucket, Key }), options);
}
