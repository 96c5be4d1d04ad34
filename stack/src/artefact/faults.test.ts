import { describe, expect, it } from 'vitest';
import { siteFaults } from './faults.ts';
import { elf, output, smallSite, type SmallSite } from './testing/small-site.ts';

const image = '.open-next/image-optimization-function';
const sharp = `${image}/node_modules/@img/sharp-linux-x64`;
const says = (site: SmallSite, what: object): void =>
  site.write('.open-next/open-next.output.json', JSON.stringify(what));

describe('what the build does not notice', () => {
  it('is nothing in a whole site', () => {
    using site = smallSite();
    expect(siteFaults(site.folder)).toEqual([]);
  });

  it.each<[string, (site: SmallSite) => void, string]>([
    [
      'the image library could not be installed',
      (site) => site.remove(`${image}/node_modules`),
      'the image function lacks sharp',
    ],
    [
      'the image library came for another machine',
      (site) => site.remove(sharp),
      'the image function lacks @img/sharp-linux-x64',
    ],
    [
      'the image library has no machine code',
      (site) => site.remove(`${sharp}/lib/sharp.node`),
      'the image function has no machine code for linux-x64',
    ],
    [
      'machine code is for arm64',
      (site) => site.write(`${sharp}/lib/sharp.node`, elf(0xb7)),
      `${sharp}/lib/sharp.node is not for x86_64 Linux`,
    ],
    [
      'machine code is for macOS',
      (site) => site.write('.open-next/server-functions/default/node_modules/x/y.node', 'Mach-O'),
      '.open-next/server-functions/default/node_modules/x/y.node is not for x86_64 Linux',
    ],
    [
      'the server function is missing',
      (site) => site.remove('.open-next/server-functions/default/index.mjs'),
      'the server function has no index.mjs',
    ],
    [
      'the server function exports something else',
      (site) => site.write('.open-next/server-functions/default/index.mjs', 'export const other = 1;'),
      'the server function exports no handler',
    ],
    [
      'the server function collects its answers',
      (site) => says(site, output({ wrapper: 'aws-lambda' })),
      'the server function does not stream',
    ],
    [
      'something is for the edge',
      (site) => says(site, output({ edgeFunctions: { middleware: {} } })),
      'middleware would run at the edge, which is not deployed',
    ],
    [
      'files are of another build',
      (site) => site.write('.open-next/assets/BUILD_ID', 'build-2'),
      '.open-next/assets/BUILD_ID is of another build',
    ],
    [
      'a file of settings lay about',
      (site) => site.write('.open-next/server-functions/default/frontend/.env.production', 'A=b'),
      '.open-next/server-functions/default/frontend/.env.production holds settings of the machine that built it',
    ],
  ])('is named when %s', (_what, spoil, fault) => {
    using site = smallSite();
    spoil(site);
    expect(siteFaults(site.folder)).toContain(fault);
  });
});
