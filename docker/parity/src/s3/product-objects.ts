import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { checksOf, refusal } from '../check.ts';
import type { Place } from '../place.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function write(place: Place, name: string, text: string): Promise<string> {
  await place.store.put(place.key(name), Buffer.from(text), 'text/plain');
  return place.key(name);
}

/** What the product does with objects through its own adapter. */
export const productObjectChecks = [
  ...checksOf('put', [
    {
      id: 'product-put-once',
      title: 'an object is written once; to write it again leaves the first',
      expected: { kept: 'first', again: '412 PreconditionFailed' },
      ask: async (place) => {
        const key = await write(place, 'once', 'first');
        await write(place, 'once', 'second');
        const again = new PutObjectCommand({
          Bucket: place.bucket,
          Key: key,
          Body: 'third',
          IfNoneMatch: '*',
        });
        return { again: await refusal(place.s3.send(again)), kept: String(await place.store.get(key)) };
      },
    },
    {
      id: 'product-put-race',
      title: 'of eight writers of one key one succeeds',
      expected: { written: 1, refused: 7 },
      ask: async (place) => {
        const writers = Array.from({ length: 8 }, (_, number) =>
          refusal(
            place.s3.send(
              new PutObjectCommand({
                Bucket: place.bucket,
                Key: place.key('race'),
                Body: `writer ${number}`,
                IfNoneMatch: '*',
              }),
            ),
          ),
        );
        const answers = await Promise.all(writers);
        const written = answers.filter((answer) => answer === 'accepted').length;
        // AWS answers 412 to a writer that comes late and 409 to one that comes at the same time.
        const refused = answers.filter((answer) => /^(412|409) /.test(answer)).length;
        return { written, refused };
      },
    },
  ]),
  ...checksOf('get', [
    {
      id: 'product-get',
      title: 'an object comes back byte for byte',
      expected: { same: true, missing: '404 NoSuchKey' },
      ask: async (place) => {
        const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, at) => at % 251));
        const key = place.key('bytes');
        await place.store.put(key, bytes, 'application/pdf');
        return {
          same: bytes.equals(await place.store.get(key)),
          missing: await refusal(place.store.get(place.key('none'))),
        };
      },
    },
  ]),
  ...checksOf('head', [
    {
      id: 'product-head',
      title: 'size and checksum of an uploaded object; null when there is none',
      expected: {
        uploaded: { size: 8, sha256: sha256('uploaded') },
        written: { size: 7, sha256: null },
        none: null,
      },
      ask: async (place) => {
        const key = place.key('headed');
        const object = { key, size: 8, contentType: 'text/plain', sha256: sha256('uploaded') };
        const { url, headers } = await place.store.presignPut(object);
        await fetch(url, { method: 'PUT', headers, body: 'uploaded' });
        const written = await place.store.head(await write(place, 'headed-too', 'written'));
        return {
          uploaded: await place.store.head(key),
          written,
          none: await place.store.head(place.key('headed-none')),
        };
      },
    },
  ]),
  ...checksOf('deleteMany', [
    {
      id: 'product-delete-many',
      title: 'many objects go at once, also those that are not there',
      expected: { before: 7, after: [null, null] },
      ask: async (place) => {
        const keys = [await write(place, 'gone/1', 'one'), await write(place, 'gone/2', 'the two')];
        const before = (await place.store.head(keys[1] ?? ''))?.size;
        const absent = Array.from({ length: 1_000 }, (_, number) => place.key(`gone/absent-${number}`));
        await place.store.deleteMany([...absent, ...keys]);
        return { before, after: await Promise.all(keys.map((key) => place.store.head(key))) };
      },
    },
  ]),
];
