import { DeleteObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { refusal, type Check } from '../check.ts';
import { minioKeys, minioRead } from '../minio.ts';
import { get, put } from '../objects.ts';
import type { Place } from '../place.ts';

const awkward = {
  spaces: ' a  b ',
  plus: 'a+b=c&d',
  percent: '100%/a%2Fb%20c',
  slashes: 'a//b///',
  dots: 'a/./b/../c',
  'dot-names': '.../..a/.b',
  quotes: `"a" 'b' \`c\``,
  brackets: '<a>[b]{c}|d\\e^f',
  question: 'a?b#c;d:e@f,g',
  tilde: "~a!b$c(d)*e'f",
  unicode: 'Ärzte-契約-δοκιμή',
  decomposed: 'A\u0308rzte',
  emoji: '📄 👩‍⚖️',
  control: 'a\u0001b\u001fc\u007fd',
  lines: 'a\r\nb\tc',
  long: 'k'.repeat(900),
};
type Name = keyof typeof awkward;

/** Keys as they come back from a list, which is asked for in URL encoding since XML cannot hold them all. */
async function sdkKeys(place: Place, prefix: string, pageSize: number): Promise<string[]> {
  const found: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const listing = {
      Bucket: place.bucket,
      Prefix: prefix,
      EncodingType: 'url',
      MaxKeys: pageSize,
      ContinuationToken,
    } as const;
    const page = await place.s3.send(new ListObjectsV2Command(listing));
    // As boto3 does: an answer that does not say that it is encoded is taken as it stands.
    const plain = (key: string) =>
      page.EncodingType === 'url' ? decodeURIComponent(key.replaceAll('+', ' ')) : key;
    for (const { Key = '' } of page.Contents ?? []) found.push(plain(Key));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  return found;
}

/** S3 lists by the bytes of the key in UTF-8, which is not the order of JavaScript. */
const byBytes = (keys: string[]): string[] =>
  keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

async function putAll(place: Place, folder: string): Promise<string> {
  await Promise.all(Object.values(awkward).map((key) => put(place, folder + key, 'x')));
  return place.key(folder);
}

/** Names that are hard to send, to sign or to list. The product's own keys are plain. */
export const keyChecks: Check[] = [
  ...Object.entries(awkward).map(([name, key]): Check => ({
    id: `key-${name}`,
    title: `the key ${JSON.stringify(key.length > 40 ? `${key.slice(0, 8)}…` : key)} is kept apart, read by two SDKs and deleted`,
    expected: { sdk: key, minio: key, gone: '404 NoSuchKey' },
    ask: async (place) => {
      const one = `one/${key}`;
      await put(place, one, key);
      const read = {
        sdk: Buffer.from((await get(place, one)).text, 'latin1').toString(),
        minio: await minioRead(place, place.key(one)),
      };
      await place.s3.send(new DeleteObjectCommand({ Bucket: place.bucket, Key: place.key(one) }));
      return { ...read, gone: await refusal(get(place, one)) };
    },
  })),
  {
    id: 'keys-listed',
    title: 'all these keys are listed alike by two SDKs, in the order of their bytes',
    expected: { sdk: byBytes(Object.values(awkward)), minio: byBytes(Object.values(awkward)) },
    ask: async (place) => {
      const prefix = await putAll(place, 'listed/');
      const relative = (keys: string[]) => keys.map((key) => key.slice(prefix.length));
      return {
        sdk: relative(await sdkKeys(place, prefix, 1_000)),
        minio: relative(await minioKeys(place, prefix)),
      };
    },
  },
  {
    id: 'keys-paged',
    title: 'a list in pages of three loses none of these keys',
    expected: { lost: [] },
    ask: async (place) => {
      const prefix = await putAll(place, 'paged/');
      const listed = new Set(await sdkKeys(place, prefix, 3));
      return { lost: Object.keys(awkward).filter((name) => !listed.has(prefix + awkward[name as Name])) };
    },
  },
  {
    id: 'key-too-long',
    title: 'a key of more than 1,024 bytes is refused',
    expected: '400 KeyTooLongError',
    ask: (place) => refusal(put(place, 'é'.repeat(513), 'x')),
  },
];
