import { createCipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SiteFunction } from './faults.ts';

/** What SST adds to the bundle of a function that it gives lines of its own, and calls in place of the handler. */
export interface Wrapper {
  /** `server-index.handler` */
  handler: string;
  file: string;
  content: string;
}

/**
 * What sst.aws.Nextjs adds before the handler of the server function: the resources that the site is linked to come
 * sealed in a file, and lie in a global once they are opened.
 */
const openLinks = `import { createDecipheriv } from 'node:crypto';
import { readFileSync } from 'node:fs';
const { SST_KEY: key, SST_KEY_FILE: file } = process.env;
if (file) {
  const sealed = readFileSync(file);
  const opening = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), Buffer.alloc(12));
  opening.setAuthTag(sealed.subarray(-16));
  const text = opening.update(sealed.subarray(0, -16), undefined, 'utf8') + opening.final('utf8');
  globalThis.SST_KEY_FILE_DATA = JSON.parse(text);
}`;

/**
 * The wrapper of the server function, which does what SST's does: infra/served-site.test.ts runs both. The function
 * itself is loaded within its first call.
 */
export function wrapperOf({ handler, streaming }: SiteFunction): Wrapper {
  const [module = '', exported = ''] = handler.split('.');
  const folder = module.includes('/') ? `${dirname(module)}/` : '';
  const name = module.slice(folder.length);
  return {
    handler: `${folder}server-index.handler`,
    file: `${folder}server-index.mjs`,
    content: `${openLinks}
const enter = async (...given) => (await import('./${name}.mjs')).${exported}(...given);
export const handler = ${streaming ? 'awslambda.streamifyResponse(enter)' : 'enter'};
`,
  };
}

/** A folder with what a deployment would lay into a bundle; gone when it goes out of scope. */
export interface WrappedFunction extends Disposable {
  folder: string;
  handler: string;
  /** By which the wrapper finds its file; on AWS it lies in the bundle. */
  variables: Record<string, string>;
}

/**
 * Lays the wrapper of a function and its file of links, in which there are none, beside its bundle, which stays as it
 * is: what the wrapper loads is a link into it.
 *
 * @param bundle the folder of the function
 */
export function wrapFunction(
  bundle: string,
  described: SiteFunction,
  { handler, file, content }: Wrapper = wrapperOf(described),
): WrappedFunction {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-wrapper-'));
  const target = `${described.handler.split('.')[0]}.mjs`;
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
  symlinkSync(join(bundle, target), join(folder, target));
  const key = randomBytes(32);
  writeFileSync(join(folder, 'resource.enc'), sealed('{}', key));
  return {
    folder,
    handler,
    variables: { SST_KEY: key.toString('base64'), SST_KEY_FILE: join(folder, 'resource.enc') },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** As the command line of SST writes it: AES-256-GCM under a nonce of zeros, the tag at the end. */
function sealed(text: string, key: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12));
  return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}
