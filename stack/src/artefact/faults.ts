import { closeSync, existsSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { readJson } from '../files.ts';

/** A function of the site, as the build describes it. */
export interface SiteFunction {
  type: string;
  /** `index.handler`: the file without its ending, and what it exports. */
  handler: string;
  /** Relative to the folder that holds .open-next. */
  bundle: string;
  streaming: boolean;
  wrapper?: string;
}

/** `open-next.output.json`, as far as it is looked at here. */
export interface SiteOutput {
  edgeFunctions: Record<string, unknown>;
  origins: { default: SiteFunction; imageOptimizer: SiteFunction };
}

/** Lambda takes no more, unpacked. */
const LARGEST_FUNCTION = 250 * 1024 * 1024;
/** The machine of an ELF file that Lambda's x86_64 loads. */
const X86_64 = 0x3e;

/** What the build says it has made. @throws Error when it says nothing */
export function readOutput(folder: string): SiteOutput {
  const output = readJson(join(folder, '.open-next/open-next.output.json')) as SiteOutput | undefined;
  if (!output) throw new Error('there is no .open-next/open-next.output.json');
  return output;
}

/**
 * What is wrong with a site although its build ended well: the tool exits with 0 when the image library could not be
 * installed, and knows nothing of the processor that the function will run on.
 */
export function siteFaults(folder: string): string[] {
  const output = readOutput(folder);
  const { default: server, imageOptimizer: images } = output.origins;
  return [
    ...Object.keys(output.edgeFunctions).map(
      (name) => `${name} would run at the edge, which is not deployed`,
    ),
    ...functionFaults(folder, 'server', server),
    ...functionFaults(folder, 'image', images),
    ...(server.streaming && server.wrapper === 'aws-lambda-streaming'
      ? []
      : ['the server function does not stream']),
    ...imageLibraryFaults(join(folder, images.bundle)),
    ...buildIdFaults(folder, [server.bundle, images.bundle]),
    ...binaryFaults(folder),
    ...environmentFiles(folder),
  ];
}

function functionFaults(folder: string, name: string, { handler, bundle }: SiteFunction): string[] {
  const [module, exported] = handler.split('.');
  const file = join(folder, bundle, `${module}.mjs`);
  if (!existsSync(file)) return [`the ${name} function has no ${module}.mjs`];
  const faults: string[] = [];
  if (!new RegExp(`\\b${exported}\\b`).test(readFileSync(file, 'utf8')))
    faults.push(`the ${name} function exports no ${exported}`);
  const bytes = filesBelow(join(folder, bundle)).reduce((sum, path) => sum + lstatSync(path).size, 0);
  if (bytes > LARGEST_FUNCTION)
    faults.push(`the ${name} function has ${bytes} bytes, more than Lambda takes`);
  return faults;
}

/** The image library has its machine code in packages of their own. */
function imageLibraryFaults(bundle: string): string[] {
  const faults = ['sharp', '@img/sharp-linux-x64', '@img/sharp-libvips-linux-x64']
    .filter((name) => !existsSync(join(bundle, 'node_modules', name, 'package.json')))
    .map((name) => `the image function lacks ${name}`);
  const binaries = join(bundle, 'node_modules/@img/sharp-linux-x64/lib');
  if (existsSync(binaries) && !readdirSync(binaries).some((name) => name.endsWith('.node')))
    faults.push('the image function has no machine code for linux-x64');
  return faults;
}

/** Files of two builds in one site: pages would ask for scripts that are not there. */
function buildIdFaults(folder: string, bundles: readonly string[]): string[] {
  const read = (file: string): string => {
    const path = join(folder, file);
    return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  };
  const id = read('.next/BUILD_ID');
  if (!id) return ['there is no .next/BUILD_ID'];
  const copies = [
    '.open-next/assets/BUILD_ID',
    ...bundles.flatMap((bundle) => [`${bundle}/.next/BUILD_ID`, `${bundle}/frontend/.next/BUILD_ID`]),
  ].filter((file) => existsSync(join(folder, file)));
  return [
    ...(copies.length === 3 ? [] : [`the build is named in ${copies.length} places instead of 3`]),
    ...copies.filter((file) => read(file) !== id).map((file) => `${file} is of another build`),
  ];
}

function binaryFaults(folder: string): string[] {
  return filesBelow(join(folder, '.open-next'))
    .filter((file) => /\.(node|so(\.[\d.]+)?)$/.test(file) && machineOf(file) !== X86_64)
    .map((file) => `${relative(folder, file)} is not for x86_64 Linux`);
}

/** The machine an ELF file is for; undefined for any other file. */
function machineOf(file: string): number | undefined {
  const head = Buffer.alloc(20);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, head, 0, head.length, 0);
  } finally {
    closeSync(opened);
  }
  return head.toString('latin1', 0, 4) === '\x7fELF' ? head.readUInt16LE(18) : undefined;
}

/** A file of settings lying about when the site was built would be deployed with it. */
function environmentFiles(folder: string): string[] {
  return filesBelow(join(folder, '.open-next'))
    .filter((file) => /^\.env(\.|$)/.test(basename(file)))
    .map((file) => `${relative(folder, file)} holds settings of the machine that built it`);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
