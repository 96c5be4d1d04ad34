import { createHash } from 'node:crypto';
import { checksOf } from '../check.ts';
import type { OpenPage } from '../browser.ts';
import type { Place } from '../place.ts';

const TEXT = 'sent by a page';
const PDF = 'application/pdf';

function presignPut(place: Place, key: string) {
  const sha256 = createHash('sha256').update(TEXT).digest('hex');
  return place.store.presignPut({ key, size: TEXT.length, contentType: PDF, sha256 });
}

async function upload(place: Place, page: OpenPage, key: string) {
  const { url, headers } = await presignPut(place, key);
  return page.fetch(url, { method: 'PUT', headers, body: TEXT });
}

/** What a real browser lets pages do. */
export const corsBrowserChecks = checksOf('the browser sends and reads documents', [
  {
    id: 'browser-own',
    title: 'a page of the product uploads, learns the ETag, is told of a repetition, and reads a range',
    expected: {
      uploaded: [200, true],
      again: [412, true],
      read: [206, 'page', 'bytes 10-13/14', true],
    },
    ask: async (place) => {
      const { own } = await place.pages();
      const key = place.key('browser');
      const uploaded = await upload(place, own, key);
      const again = await upload(place, own, key);
      const object = { key, fileName: 'a.pdf', contentType: PDF, disposition: 'inline' as const };
      const read = await own.fetch(await place.store.presignGet(object), {
        headers: { range: 'bytes=10-13' },
      });
      const hasETag = (seen: typeof read) => /^"[0-9a-f]{32}"$/.test(seen.headers?.etag ?? '');
      return {
        uploaded: [uploaded.status, hasETag(uploaded)],
        again: [again.status, again.text?.includes('<Code>PreconditionFailed</Code>')],
        read: [read.status, read.text, read.headers?.['content-range'], hasETag(read)],
      };
    },
  },
  {
    id: 'browser-foreign',
    title: 'a page of another origin can neither upload nor read, though it has the addresses',
    expected: { uploaded: 'blocked', stored: null, read: 'blocked' },
    ask: async (place) => {
      const { foreign } = await place.pages();
      const [key, kept] = [place.key('foreign'), place.key('foreign-read')];
      const uploaded = await upload(place, foreign, key);
      await place.store.put(kept, Buffer.from('kept'), PDF);
      const object = { key: kept, fileName: 'a.pdf', contentType: PDF, disposition: 'inline' as const };
      const read = await foreign.fetch(await place.store.presignGet(object));
      return { uploaded: uploaded.status, stored: await place.store.head(key), read: read.status };
    },
  },
]);
