import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';

const WRAPPER = 'server-index.mjs';

/**
 * What SST adds to the code of functions, which stands nowhere but in what is uploaded.
 *
 * @param artifacts a folder for each function, with its `code.zip`
 */
export function wrappersIn(artifacts: string): Record<string, string> {
  const found: [string, string][] = [];
  for (const name of existsSync(artifacts) ? readdirSync(artifacts) : []) {
    const zip = join(artifacts, name, 'code.zip');
    if (!existsSync(zip)) continue;
    const { [WRAPPER]: wrapper } = unzipSync(readFileSync(zip), { filter: (file) => file.name === WRAPPER });
    if (wrapper) found.push([name, strFromU8(wrapper)]);
  }
  return Object.fromEntries(found);
}
