import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { refusal, type Check } from '../check.ts';
import { get, put } from '../objects.ts';
import type { Place } from '../place.ts';

const SMALLEST_PART = 5 * 1024 ** 2;
const firstPart = Buffer.alloc(SMALLEST_PART, 'a');

async function begin(place: Place, name: string) {
  const object = { Bucket: place.bucket, Key: place.key(name) };
  const { UploadId } = await place.s3.send(new CreateMultipartUploadCommand(object));
  const upload = { ...object, UploadId };
  const part = async (PartNumber: number, Body: Buffer | string): Promise<CompletedPart> => {
    const { ETag } = await place.s3.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
    return { PartNumber, ETag };
  };
  const complete = (Parts: CompletedPart[], more: { IfNoneMatch?: string } = {}) =>
    place.s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...more }));
  const listParts = () => place.s3.send(new ListPartsCommand(upload));
  const abort = () => place.s3.send(new AbortMultipartUploadCommand(upload));
  return { key: object.Key, part, complete, listParts, abort };
}

/** Uploads in parts. */
export const multipartChecks: Check[] = [
  {
    id: 'multipart',
    title: 'an upload in two parts, one of them sent twice',
    expected: { listed: [1, 2], etag: '-2', size: SMALLEST_PART + 3, end: 'aaend' },
    ask: async (place) => {
      const { part, complete, listParts } = await begin(place, 'parts');
      const second = [await part(2, 'old'), await part(2, 'end')].at(-1);
      const parts = [await part(1, firstPart), second ?? {}];
      const listed = (await listParts()).Parts?.map(({ PartNumber }) => PartNumber);
      const { ETag } = await complete(parts);
      const { text } = await get(place, 'parts', { Range: 'bytes=-5' });
      const { ContentLength } = await get(place, 'parts');
      return { listed, etag: ETag?.match(/-\d+(?="$)/)?.[0], size: ContentLength, end: text };
    },
  },
  {
    id: 'multipart-refused',
    title: 'parts out of order, unknown or too small do not become an object',
    expected: {
      order: '400 InvalidPartOrder',
      unknown: '400 InvalidPart',
      small: '400 EntityTooSmall',
      stored: '404 NoSuchKey',
    },
    ask: async (place) => {
      const { part, complete } = await begin(place, 'refused-parts');
      const [one, two] = [await part(1, 'small'), await part(2, 'end')];
      return {
        order: await refusal(complete([two, one])),
        unknown: await refusal(complete([{ ...two, PartNumber: 3 }])),
        small: await refusal(complete([one, two])),
        stored: await refusal(get(place, 'refused-parts')),
      };
    },
  },
  {
    id: 'multipart-create-only',
    title: 'an upload in parts that may only create does not replace',
    expected: { refused: '412 PreconditionFailed', kept: 'there before' },
    ask: async (place) => {
      await put(place, 'parts-once', 'there before');
      const { part, complete } = await begin(place, 'parts-once');
      const refused = await refusal(complete([await part(1, 'new')], { IfNoneMatch: '*' }));
      return { refused, kept: (await get(place, 'parts-once')).text };
    },
  },
  {
    id: 'multipart-abort',
    title: 'an upload that is given up is gone, with its parts',
    expected: {
      before: 1,
      after: 0,
      parts: '404 NoSuchUpload',
      complete: '404 NoSuchUpload',
      again: '404 NoSuchUpload',
    },
    ask: async (place) => {
      const { key, part, complete, listParts, abort } = await begin(place, 'aborted');
      const uploads = async () => {
        const listed = await place.s3.send(
          new ListMultipartUploadsCommand({ Bucket: place.bucket, Prefix: key }),
        );
        return listed.Uploads?.length ?? 0;
      };
      const one = await part(1, 'given up');
      const before = await uploads();
      await abort();
      return {
        before,
        after: await uploads(),
        parts: await refusal(listParts()),
        complete: await refusal(complete([one])),
        again: await refusal(abort()),
      };
    },
  },
];
