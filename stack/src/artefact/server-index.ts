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
 * What sst.aws.Nextjs has run before the handler of the server function (its nextjs.ts, `injections`): the resources
 * that the site is linked to come encrypted in a file.
 */
const readLinks = `if (process.env.SST_KEY_FILE) {
  const { readFileSync } = await import("fs")
  const { createDecipheriv } = await import("crypto")
  const key = Buffer.from(process.env.SST_KEY, "base64");
  const encryptedData = readFileSync(process.env.SST_KEY_FILE);
  const nonce = Buffer.alloc(12, 0);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce);
  const authTag = encryptedData.slice(-16);
  const actualCiphertext = encryptedData.slice(0, -16);
  decipher.setAuthTag(authTag);
  let decrypted = decipher.update(actualCiphertext);
  decrypted = Buffer.concat([decrypted, decipher.final()]);
  const decryptedData = JSON.parse(decrypted.toString());
  globalThis.SST_KEY_FILE_DATA = decryptedData;
}`;

/**
 * The wrapper of the server function, line by line as SST writes it (its function.ts, `buildHandlerWrapper`):
 * infra/served-site.test.ts compares them. The function itself is loaded within its first call.
 */
export function wrapperOf({ handler, streaming }: SiteFunction): Wrapper {
  const [module = '', exported = ''] = handler.split('.');
  const parameters = streaming ? 'event, responseStream, context' : 'event, context';
  const folder = module.includes('/') ? `${dirname(module)}/` : '';
  const name = module.slice(folder.length);
  return {
    handler: `${folder}server-index.handler`,
    file: `${folder}server-index.mjs`,
    content: [
      readLinks,
      `export const handler = ${streaming ? 'awslambda.streamifyResponse(' : ''}async (${parameters}) => {`,
      `  const { ${exported}: rawHandler} = await import("./${name}.mjs");`,
      `  return rawHandler(${parameters});`,
      streaming ? '});' : '};',
    ].join('\n'),
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
export function wrapFunction(bundle: string, described: SiteFunction): WrappedFunction {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-wrapper-'));
  const { handler, file, content } = wrapperOf(described);
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
