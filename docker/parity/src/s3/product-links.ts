import { createHash } from 'node:crypto';
import { contentDisposition } from '../../../../backend/src/storage/content-disposition.ts';
import { checksOf, outcome } from '../check.ts';
import type { Place } from '../place.ts';

const PDF = 'application/pdf';
const names = [
  'contract.pdf',
  'Mietvertrag für „Ärzte“ (neu).pdf',
  '契約書 📄.pdf',
  `O'Neil "final" 100%;v=2.pdf`,
];

async function upload(place: Place, name: string) {
  const text = 'the contract';
  const sha256 = createHash('sha256').update(text).digest('hex');
  const key = place.key(`uploads/${name}`);
  const { url, headers } = await place.store.presignPut({ key, size: text.length, contentType: PDF, sha256 });
  /** Sends a body with some headers changed or, when empty, left out. */
  const send = async (body = text, changed: Record<string, string> = {}) => {
    const sent = Object.entries({ ...headers, ...changed }).filter(([, value]) => value !== '');
    return outcome(await fetch(url, { method: 'PUT', headers: Object.fromEntries(sent), body }));
  };
  const stored = async () => (await place.store.head(key))?.size ?? null;
  return { url, key, send, stored };
}

/** Links that the product gives to a browser. */
export const productLinkChecks = [
  ...checksOf('presignPut', [
    {
      id: 'product-upload',
      title: 'an upload is taken as signed, once',
      expected: { first: '200', again: '412 PreconditionFailed', stored: 12 },
      ask: async (place) => {
        const { send, stored } = await upload(place, 'good');
        return { first: await send(), again: await send(), stored: await stored() };
      },
    },
    {
      id: 'product-upload-bytes',
      title: 'other bytes of the same length are refused and not stored',
      expected: { refused: '400 BadDigest', stored: null },
      ask: async (place) => {
        const { send, stored } = await upload(place, 'other-bytes');
        return { refused: await send('the kontract'), stored: await stored() };
      },
    },
    {
      id: 'product-upload-length',
      title: 'a longer or shorter body is refused and not stored',
      expected: { longer: '403 SignatureDoesNotMatch', shorter: '403 SignatureDoesNotMatch', stored: null },
      ask: async (place) => {
        const { send, stored } = await upload(place, 'length');
        return { longer: await send('the contract.'), shorter: await send('the'), stored: await stored() };
      },
    },
    {
      id: 'product-upload-headers',
      title: 'another type, checksum or condition than the signed one is refused and not stored',
      expected: {
        type: '403 SignatureDoesNotMatch',
        checksum: '403 SignatureDoesNotMatch',
        noChecksum: '403 SignatureDoesNotMatch',
        noCondition: '403 SignatureDoesNotMatch',
        stored: null,
      },
      ask: async (place) => {
        const { send, stored } = await upload(place, 'headers');
        const other = createHash('sha256').update('the kontract').digest('base64');
        return {
          type: await send(undefined, { 'content-type': 'text/html' }),
          checksum: await send('the kontract', { 'x-amz-checksum-sha256': other }),
          noChecksum: await send(undefined, { 'x-amz-checksum-sha256': '' }),
          noCondition: await send(undefined, { 'if-none-match': '' }),
          stored: await stored(),
        };
      },
    },
    {
      id: 'product-upload-elsewhere',
      title: 'the address of an upload writes no other key and reads nothing',
      expected: { otherKey: '403 SignatureDoesNotMatch', reads: '403 SignatureDoesNotMatch' },
      ask: async (place) => {
        const { url } = await upload(place, 'elsewhere');
        return {
          otherKey: await outcome(
            await fetch(url.replace('/elsewhere', '/other'), { method: 'PUT', body: 'x' }),
          ),
          reads: await outcome(await fetch(url)),
        };
      },
    },
  ]),
  ...checksOf('presignGet', [
    {
      id: 'product-download',
      title: 'a download has the name and type that its address gives, in any script',
      expected: names.map((name) => [200, PDF, contentDisposition('attachment', name), 'bytes']),
      ask: async (place) => {
        const key = place.key('download');
        await place.store.put(key, Buffer.from('bytes'), 'application/octet-stream');
        const read = async (fileName: string) => {
          const object = { key, fileName, contentType: PDF, disposition: 'attachment' as const };
          const answer = await fetch(await place.store.presignGet(object));
          const { headers, status } = answer;
          return [
            status,
            headers.get('content-type'),
            headers.get('content-disposition'),
            await answer.text(),
          ];
        };
        return Promise.all(names.map(read));
      },
    },
    {
      id: 'product-download-tampered',
      title: 'a download whose address was changed is refused',
      expected: {
        key: '403 SignatureDoesNotMatch',
        name: '403 SignatureDoesNotMatch',
        life: '403 SignatureDoesNotMatch',
        signature: '403 SignatureDoesNotMatch',
        method: '403 SignatureDoesNotMatch',
      },
      ask: async (place) => {
        const key = place.key('mine');
        await place.store.put(key, Buffer.from('mine'), PDF);
        await place.store.put(place.key('yours'), Buffer.from('yours'), PDF);
        const object = { key, fileName: 'mine.pdf', contentType: PDF, disposition: 'inline' as const };
        const url = await place.store.presignGet(object);
        const read = async (changed: string, method = 'GET') => outcome(await fetch(changed, { method }));
        return {
          key: await read(url.replace('/mine?', '/yours?')),
          name: await read(url.replaceAll('mine.pdf', 'mine.exe')),
          life: await read(url.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=604800')),
          signature: await read(url.replace(/(X-Amz-Signature=)./, '$1x')),
          method: await read(url, 'DELETE'),
        };
      },
    },
  ]),
];
