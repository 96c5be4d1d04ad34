import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder that holds the least of a whole site; gone when it goes out of scope. */
export interface SmallSite extends Disposable {
  folder: string;
  write(file: string, content: string | Buffer): void;
  remove(file: string): void;
}

const server = '.open-next/server-functions/default';
const image = '.open-next/image-optimization-function';
const aFunction = (bundle: string, more: object): object => ({
  type: 'function',
  handler: 'index.handler',
  bundle,
  ...more,
});

/** Makes one. */
export function smallSite(): SmallSite {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-small-site-'));
  const write = (file: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  };
  for (const file of ['.next', '.open-next/assets', `${server}/frontend/.next`, `${image}/.next`])
    write(`${file}/BUILD_ID`, 'build-1');
  write(`${server}/index.mjs`, 'export const handler = 1;');
  write(`${image}/index.mjs`, 'export const handler = 1;');
  for (const name of ['sharp', '@img/sharp-linux-x64', '@img/sharp-libvips-linux-x64'])
    write(`${image}/node_modules/${name}/package.json`, '{}');
  write(`${image}/node_modules/@img/sharp-linux-x64/lib/sharp.node`, elf(0x3e));
  write('.open-next/open-next.output.json', JSON.stringify(output()));
  return {
    folder,
    write,
    remove: (file) => rmSync(join(folder, file), { recursive: true }),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What the build says of it. */
export function output({ wrapper = 'aws-lambda-streaming', edgeFunctions = {} } = {}): object {
  return {
    edgeFunctions,
    origins: {
      default: aFunction(server, { streaming: true, wrapper }),
      imageOptimizer: aFunction(image, { streaming: false }),
    },
  };
}

/** The beginning of a program for a machine, by its number: 0x3e is x86_64, 0xb7 arm64. */
export function elf(machine: number): Buffer {
  const head = Buffer.alloc(64);
  head.write('\x7fELF', 0, 'latin1');
  head.writeUInt16LE(machine, 18);
  return head;
}
