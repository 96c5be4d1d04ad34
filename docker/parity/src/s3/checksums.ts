import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { PutObjectCommand, type ChecksumAlgorithm } from '@aws-sdk/client-s3';
import { refusal, type Check } from '../check.ts';
import { get, put } from '../objects.ts';

const DIGITS = '123456789';
const hash = (name: string, text = DIGITS): string => createHash(name).update(text).digest('base64');

/** The published check value of each algorithm for the digits 1 to 9. */
const sums = {
  CRC32: 'y/Q5Jg==',
  CRC32C: '4waSgw==',
  CRC64NVME: 'rosUhgp5mIg=',
  SHA1: hash('sha1'),
  SHA256: hash('sha256'),
} as const;
type Algorithm = keyof typeof sums;
const algorithms = Object.keys(sums) as Algorithm[];

/** Checksums that travel with an object. */
export const checksumChecks: Check[] = [
  ...algorithms.map((algorithm): Check => ({
    id: `checksum-${algorithm.toLowerCase()}`,
    title: `${algorithm}: computed by the SDK, kept and given back; a wrong one is refused`,
    expected: {
      sent: sums[algorithm],
      kept: sums[algorithm],
      wrong: '400 BadDigest',
      stored: '404 NoSuchKey',
    },
    ask: async (place) => {
      const field = `Checksum${algorithm}` as const;
      const name = `sum-${algorithm}`;
      const sent = await put(place, name, DIGITS, { ChecksumAlgorithm: algorithm as ChecksumAlgorithm });
      const kept = await get(place, name, { ChecksumMode: 'ENABLED' });
      const wrong = put(place, `${name}-wrong`, '987654321', { [field]: sums[algorithm] });
      return {
        sent: sent[field],
        kept: kept[field],
        wrong: await refusal(wrong),
        stored: await refusal(get(place, `${name}-wrong`)),
      };
    },
  })),
  {
    id: 'checksum-streamed',
    title: 'a streamed body, whose checksum follows it, is stored without its framing',
    expected: { text: 'streamed in two pieces', encoding: null },
    ask: async (place) => {
      const client = place.s3With({ requestChecksumCalculation: 'WHEN_SUPPORTED' });
      const Body = Readable.from([Buffer.from('streamed in '), Buffer.from('two pieces')]);
      const Key = place.key('streamed');
      await client.send(new PutObjectCommand({ Bucket: place.bucket, Key, Body, ContentLength: 22 }));
      const { text, ContentEncoding } = await get(place, 'streamed');
      return { text, encoding: ContentEncoding ?? null };
    },
  },
  {
    id: 'checksum-md5',
    title: 'Content-MD5: a wrong one and a malformed one are refused',
    expected: { right: 'accepted', wrong: '400 BadDigest', malformed: '400 InvalidDigest' },
    ask: async (place) => ({
      right: await refusal(put(place, 'md5', DIGITS, { ContentMD5: hash('md5') })),
      wrong: await refusal(put(place, 'md5', DIGITS, { ContentMD5: hash('md5', 'other') })),
      malformed: await refusal(put(place, 'md5', DIGITS, { ContentMD5: 'nonsense' })),
    }),
  },
];
