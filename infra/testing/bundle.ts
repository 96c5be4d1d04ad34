import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, join, relative } from 'node:path';

/** A change of one source, made while it is read: the files on disk stay as they are. */
export interface Replacement {
  /** From the root of the repository. */
  file: string;
  from: string;
  to: string;
}

interface EsbuildArgs {
  path: string;
  importer: string;
  kind: string;
}
interface EsbuildPluginHost {
  onResolve(filter: { filter: RegExp }, act: (args: EsbuildArgs) => unknown): void;
  onLoad(filter: { filter: RegExp }, act: (args: EsbuildArgs) => unknown): void;
}
interface Esbuild {
  build(options: object): Promise<unknown>;
}

export interface BundleJob {
  root: string;
  /** `.sst/platform`: the packages that the bundle leaves outside are found from there. */
  platform: string;
  outfile: string;
  code: string;
  banner?: string;
  define?: Record<string, string>;
  inject?: string[];
  /** Put before each of our files: SST's globals. */
  globals?: string;
  replacements?: readonly Replacement[];
}

const RUNTIME = `import { createRequire as __require } from "node:module";
import { fileURLToPath as __path } from "node:url";
const require = __require(import.meta.url), __filename = __path(import.meta.url), __dirname = __path(new URL(".", import.meta.url));
`;

const OUTSIDE = [
  '@pulumi/*',
  '@pulumiverse/*',
  '@sst-provider/*',
  '@aws-sdk/*',
  'undici',
  'esbuild',
  'archiver',
  'glob',
  'vite',
];

const loaders: Record<string, string> = {
  '.ts': 'ts',
  '.tsx': 'tsx',
  '.js': 'js',
  '.jsx': 'jsx',
  '.json': 'json',
};

/**
 * Bundles the config as SST's command line does before it runs it (its pkg/js): same options, same globals, no
 * import at the top of sst.config.ts.
 *
 * @throws when a replacement finds its text not exactly once
 */
export async function bundle(job: BundleJob): Promise<void> {
  const esbuild = createRequire(join(job.platform, 'package.json'))('esbuild') as Esbuild;
  const unused = new Set(job.replacements ?? []);
  const source = (path: string): string => {
    let text = readFileSync(path, 'utf8');
    for (const replacement of job.replacements ?? []) {
      if (relative(job.root, path) !== replacement.file) continue;
      if (text.split(replacement.from).length !== 2) {
        throw new Error(`"${replacement.from}" does not stand exactly once in ${replacement.file}`);
      }
      text = text.replace(replacement.from, () => replacement.to);
      unused.delete(replacement);
    }
    return text;
  };
  // The first reading of the config: it may not import at its top, and the packages are not laid out yet.
  const forbidImports = {
    name: 'what-the-first-reading-forbids',
    setup(host: EsbuildPluginHost): void {
      host.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
        if (job.globals || kind !== 'import-statement') return undefined;
        const early = path.startsWith('@pulumi/') || basename(importer) === 'sst.config.ts';
        return early
          ? { errors: [{ text: `${basename(importer)} must not import ${path} at its top` }] }
          : undefined;
      });
    },
  };
  const addGlobals = {
    name: 'globals',
    setup(host: EsbuildPluginHost): void {
      host.onLoad({ filter: /\.(js|ts|jsx|tsx|json)$/ }, ({ path }) => {
        if (path.includes('.sst') || path.includes('node_modules')) return undefined;
        const json = extname(path) === '.json';
        return {
          contents: `${json ? '' : (job.globals ?? '')}\n${source(path)}`,
          loader: loaders[extname(path)],
        };
      });
    },
  };
  await esbuild.build({
    banner: { js: RUNTIME + (job.banner ?? '') },
    bundle: true,
    write: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
    stdin: { contents: job.code, resolveDir: job.root, sourcefile: 'eval.ts', loader: 'ts' },
    nodePaths: [join(job.platform, 'node_modules')],
    plugins: [forbidImports, addGlobals],
    external: OUTSIDE,
    define: job.define ?? {},
    inject: job.inject ?? [],
    outfile: job.outfile,
  });
  for (const { file, from } of unused) throw new Error(`${file} was not read, so "${from}" was not replaced`);
}
