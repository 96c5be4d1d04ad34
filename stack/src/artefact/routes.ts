import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// What SST puts at the edge, and not what open-next.output.json asks for, which SST does not read. Its ssr-site.ts
// makes the list (createKvEntries), its router.ts the function (routeSite); infra/edge-routes.test.ts runs that
// function and compares the two.

/** What the edge knows of a site. */
export interface SiteRoutes {
  /** The paths of files in the bucket. */
  files: ReadonlySet<string>;
  /** What begins like one of these is in the bucket, too, whether it is there or not. */
  folders: readonly string[];
}

/** Who answers: the bucket with the object of a path, or a function. */
export type Origin = { from: 'bucket'; path: string } | { from: 'server' | 'image' };

const IMAGES = '/_next/image';
/** Of these folders the files are listed, of all others the name alone. */
const listed = ['.well-known', '_next'];

/** Headers beyond this are refused before a function is called. */
const MOST_HEADERS = 10_240 - 512;
/** What the edge answers to them. */
export const tooManyHeaders = {
  status: 431,
  headers: { 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' },
  body: 'Request headers are too large. Reduce cookie size and try again.',
} as const;

/** @param assets the folder of the files that go to the bucket */
export function routesOf(assets: string): SiteRoutes {
  const entriesOf = (path: string) =>
    readdirSync(join(assets, path), { withFileTypes: true }).map((entry) => ({
      isFile: entry.isFile(),
      name: entry.name,
      path: `${path}/${entry.name}`,
    }));
  const top = entriesOf('');
  const inside = top.filter(({ isFile, name }) => !isFile && listed.includes(name));
  const entries = [
    ...top.filter((entry) => !inside.includes(entry)),
    ...inside.flatMap(({ path }) => entriesOf(path)),
  ];
  return {
    files: new Set(entries.flatMap(({ isFile, path }) => (isFile ? [path] : []))),
    folders: entries.flatMap(({ isFile, path }) => (isFile ? [] : [path])),
  };
}

/** @param path as it came, with what is encoded in it */
export function originOf(path: string, { files, folders }: SiteRoutes): Origin {
  const file = fileOf(path, files);
  if (file !== undefined) return { from: 'bucket', path: file };
  if (folders.some((folder) => path.startsWith(folder))) return { from: 'bucket', path: withIndex(path) };
  return { from: path.startsWith(IMAGES) ? 'image' : 'server' };
}

function fileOf(path: string, files: ReadonlySet<string>): string | undefined {
  let name: string;
  try {
    name = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const endings = name.endsWith('/') ? ['index.html'] : ['', '.html', '/index.html'];
  const ending = endings.find((one) => files.has(name + one));
  return ending === undefined ? undefined : path + ending;
}

function withIndex(path: string): string {
  if (path.endsWith('/')) return `${path}index.html`;
  return path.split('/').pop()?.includes('.') ? path : `${path}/index.html`;
}

/** What of a request decides which kept answer it may get, one header after the other. */
const deciding = [
  ...['rsc', 'next-router-prefetch', 'next-router-state-tree', 'next-url'],
  'x-prerender-revalidate',
];

type Headers = Readonly<Record<string, string | undefined>>;

/** What the edge adds to the headers of a viewer's request that goes to a function. */
export function headersOfEdge(path: string, viewer: Headers): Record<string, string> {
  const preview = cookiesOf(viewer).find(([name]) => name === '__prerender_bypass')?.[1] ?? '';
  const key = (path.startsWith(IMAGES) ? ['accept'] : deciding).map((name) => viewer[name] ?? '').join('');
  return {
    'x-forwarded-host': viewer.host ?? '',
    'x-open-next-cache-key': createHash('md5')
      .update(key + preview)
      .digest('hex'),
  };
}

/** Whether a request has more headers, those of the edge included, than it may take to a function. */
export function hasTooManyHeaders({ cookie, ...others }: Headers): boolean {
  const bytes = Object.entries(others).reduce(
    (sum, [name, value = '']) => sum + (value === '' ? 0 : name.length + value.length + 4),
    0,
  );
  return bytes + (cookie ? 10 + cookie.length : 0) > MOST_HEADERS;
}

const cookiesOf = ({ cookie = '' }: Headers): [string, string][] =>
  cookie.split(/;\s*/).map((one) => {
    const at = one.indexOf('=');
    return [one.slice(0, at), one.slice(at + 1)];
  });
