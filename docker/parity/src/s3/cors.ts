import { checksOf, outcome } from '../check.ts';
import { presignGet, seeded } from '../objects.ts';

const FOREIGN = 'https://elsewhere.example';
const SENT = 'content-type,if-none-match,x-amz-checksum-sha256';

const headerList = (answer: Response, name: string): string[] | null =>
  answer.headers.get(name)?.toLowerCase().split(/,\s*/).sort() ?? null;

function preflight(url: string, origin: string, method = 'PUT'): Promise<Response> {
  const asked = { 'access-control-request-method': method, 'access-control-request-headers': SENT };
  return fetch(url, { method: 'OPTIONS', headers: { origin, ...asked } });
}

/** What pages of an origin may do, as the headers say it. A browser obeys them in ../browser.ts. */
export const corsChecks = checksOf('the browser sends and reads documents', [
  {
    id: 'cors-preflight',
    title: 'a page of the product may ask with the headers of an upload; others may not',
    expected: {
      status: 200,
      origin: true,
      methods: ['get', 'head', 'post', 'put'],
      headers: SENT.split(','),
      age: '3000',
      foreign: '403 AccessForbidden',
      deletes: '403 AccessForbidden',
    },
    ask: async (place) => {
      const url = await presignGet(place, place.key('cors'));
      const allowed = await preflight(url, place.webOrigin);
      const { headers, status } = allowed;
      return {
        status,
        origin: headers.get('access-control-allow-origin') === place.webOrigin,
        methods: headerList(allowed, 'access-control-allow-methods'),
        headers: headerList(allowed, 'access-control-allow-headers'),
        age: headers.get('access-control-max-age'),
        foreign: await outcome(await preflight(url, FOREIGN)),
        deletes: await outcome(await preflight(url, place.webOrigin, 'DELETE')),
      };
    },
  },
  {
    id: 'cors-answer',
    title: 'an answer names the origin it may be read by and the headers, also when it is a refusal',
    expected: {
      good: { origin: true, exposesETag: true },
      refused: { status: 403, origin: true, exposesETag: true },
      foreign: { origin: false, exposesETag: false },
    },
    ask: async (place) => {
      const url = await presignGet(place, await seeded(place, 'cors-read'));
      const read = async (address: string, origin: string) => {
        const answer = await fetch(address, { headers: { origin } });
        await answer.arrayBuffer();
        return {
          ...(answer.ok ? {} : { status: answer.status }),
          origin: answer.headers.get('access-control-allow-origin') === origin,
          exposesETag: headerList(answer, 'access-control-expose-headers')?.includes('etag') ?? false,
        };
      };
      return {
        good: await read(url, place.webOrigin),
        refused: await read(url.replace(/(X-Amz-Signature=)./, '$1x'), place.webOrigin),
        foreign: await read(url, FOREIGN),
      };
    },
  },
]);
