import { text } from 'node:stream/consumers';
import { Client } from 'minio';
import type { Place } from './place.ts';

/**
 * A second S3 client, with a signer and an XML reader that share nothing with AWS's own. minio's, since it runs in
 * the test's own process on every target; boto3 would need a Python or a container.
 */
function clientFor({ endpoint, region, credentials }: Place): Client {
  const url = new URL(endpoint ?? `https://s3.${region}.amazonaws.com`);
  const { accessKeyId: accessKey, secretAccessKey: secretKey, sessionToken } = credentials;
  return new Client({
    endPoint: url.hostname,
    port: url.port ? Number(url.port) : undefined,
    useSSL: url.protocol === 'https:',
    region,
    pathStyle: true,
    ...{ accessKey, secretKey, sessionToken },
  });
}

/** An object as text. */
export async function minioRead(place: Place, key: string): Promise<string> {
  return text(await clientFor(place).getObject(place.bucket, key));
}

/** All keys with a prefix, in the order of the list. */
export async function minioKeys(place: Place, prefix: string): Promise<string[]> {
  const found: string[] = [];
  for await (const item of clientFor(place).listObjectsV2(place.bucket, prefix, true)) {
    found.push((item as { name: string }).name);
  }
  return found;
}
