import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  hasTooManyHeaders,
  headersOfEdge,
  originOf,
  routesOf,
  tooManyHeaders,
} from '../stack/src/artefact/routes.ts';
import type { Stage } from './testing/stage.ts';
import { SITE, synthesise } from './testing/stages.ts';

// The local stand-in of the distribution routes as SST's own function at the edge does, which is run here.

interface EdgeRequest {
  uri: string;
  headers: Record<string, { value: string }>;
  cookies: Record<string, { value: string }>;
  querystring: object;
}
interface EdgeAnswer {
  statusCode: number;
  headers: Record<string, { value: string }>;
  body: { data: string };
}
type EdgeFunction = (event: { request: EdgeRequest }) => Promise<EdgeRequest | EdgeAnswer>;

const HOST = 'app.chancery.example';
const routes = () => routesOf(join(import.meta.dirname, '..', SITE, '.open-next/assets'));

let stage: Stage;
beforeAll(async () => {
  stage = await synthesise('production');
});

/** Has the function of the stage decide about a request, with the list that the stage gives it. */
async function decide(path: string, headers: Record<string, string> = {}, cookies: [string, string][] = []) {
  const { entries, namespace } = stage.inputs('Resource', 'WebKvKeys.sst.aws.KvKeys') as {
    entries: Record<string, string>;
    namespace: string;
  };
  let sentTo = '';
  const cf = {
    kvs: () => ({
      get: (key: string): Promise<string> => {
        const value = entries[key.slice(namespace.length + 1)];
        return value === undefined ? Promise.reject(new Error('none')) : Promise.resolve(value);
      },
    }),
    updateRequestOrigin: ({ domainName }: { domainName: string }) => (sentTo = domainName),
  };
  const code = String(stage.inputs('aws:cloudfront/function:Function').code);
  const source = code.replace('import cf from "cloudfront";', '') + '\nreturn handler;';
  const handler = (compileFunction(source, ['cf', 'require']) as (...given: unknown[]) => EdgeFunction)(
    cf,
    createRequire(import.meta.url),
  );
  const request: EdgeRequest = {
    uri: path,
    headers: wrapped({ host: HOST, ...headers }),
    cookies: wrapped(Object.fromEntries(cookies)),
    querystring: {},
  };
  return { answer: await handler({ request }), sentTo };
}

const wrapped = (values: Record<string, string>): Record<string, { value: string }> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));

describe('a path', () => {
  it.each([
    ...['/', '/sign-in', '/projects/', '/BUILD_ID', '/BUILD_ID/x', '/_next', '/_next/', '/_next/x'],
    ...['/_next/listed.js', '/_next/static', '/_next/static/', '/_next/static/x.js', '/_next/static/none.js'],
    ...['/_next/staticky.js', '/_next/data/x.json', '/_next/image', '/_next/images/x.png', '/x/_next/image'],
    ...['/.well-known/security.txt', '/.well-known/none', '/pictures', '/pictures/deep/a.png', '/pictures/x'],
    ...['/help', '/help.html', '/help/', '/a%20b.txt', '/%E0%A4%A', '/_next/static/%E0%A4%A'],
  ])('%s goes where it goes on AWS', async (path) => {
    const { answer, sentTo } = await decide(path);
    const origin = originOf(path, routes());
    const hosts = { bucket: '.s3.', server: 'webserver', image: 'webimageoptimizer' };
    expect(sentTo).toContain(hosts[origin.from]);
    const expected = origin.from === 'bucket' ? `/_assets${origin.path}` : path;
    expect((answer as EdgeRequest).uri).toBe(expected);
  });
});

describe('a request for a function', () => {
  it.each(['/projects', '/_next/image'])('%s is given the headers that it is given on AWS', async (path) => {
    const headers = { accept: 'image/webp', rsc: '1', 'next-url': '/projects' };
    const cookies: [string, string][] = [['__prerender_bypass', 'x']];
    const { answer } = await decide(path, headers, cookies);
    const local = headersOfEdge(path, { host: HOST, ...headers, cookie: '__prerender_bypass=x' });
    expect((answer as EdgeRequest).headers).toEqual(wrapped({ host: HOST, ...headers, ...local }));
  });

  // What the edge adds counts, too: at some length between these the answer turns from one into the other.
  it('is refused at the same length as on AWS, in the same words', async () => {
    const refused = await Promise.all(
      Array.from({ length: 200 }, async (_, more) => {
        const value = 'v'.repeat(9_450 + more);
        const { answer } = await decide('/projects', {}, [
          ['a', value],
          ['b', '1'],
        ]);
        const viewer = { host: HOST, cookie: `a=${value}; b=1` };
        const local = hasTooManyHeaders({ ...viewer, ...headersOfEdge('/projects', viewer) });
        expect('statusCode' in answer, `${more}`).toBe(local);
        return 'statusCode' in answer ? answer : undefined;
      }),
    );
    expect(refused[0]).toBeUndefined();
    const { statusCode, headers, body } = refused.at(-1)!;
    expect({ status: statusCode, headers, body: body.data }).toEqual({
      ...tooManyHeaders,
      headers: wrapped(tooManyHeaders.headers),
    });
  });

  it('is not refused for its headers where a file is asked', async () => {
    const { answer } = await decide('/_next/static/x.js', { 'x-long': 'v'.repeat(10_000) });
    expect('statusCode' in answer).toBe(false);
  });
});
