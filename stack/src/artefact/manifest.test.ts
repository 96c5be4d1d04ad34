import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StackFault } from '../fault.ts';
import { verifySite } from './build.ts';
import { changesSince, hasPassed, notePassed, recordedSite, recordSite } from './manifest.ts';
import { smallSite } from './testing/small-site.ts';

function faultOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof StackFault) return error.message;
    throw error;
  }
  return '';
}

describe('the record of a site', () => {
  it('finds every file that was changed, added or taken away, in hidden folders too', () => {
    using site = smallSite();
    const recorded = recordSite(site.folder, 'inputs');
    expect(recordedSite(site.folder)).toEqual(recorded);
    expect(changesSince(site.folder, recorded)).toEqual([]);
    site.write('.open-next/server-functions/default/index.mjs', 'export const handler = 2;');
    site.write('.open-next/server-functions/default/.hidden/new.mjs', '');
    site.remove('.open-next/image-optimization-function/.next/BUILD_ID');
    site.write('.next/BUILD_ID', 'build-2');
    expect(changesSince(site.folder, recorded)).toEqual([
      '.next/BUILD_ID has changed',
      '.open-next/image-optimization-function/.next/BUILD_ID is missing',
      '.open-next/server-functions/default/.hidden/new.mjs was added',
      '.open-next/server-functions/default/index.mjs has changed',
    ]);
  });

  it('gives the same files the same name wherever they lie', () => {
    using one = smallSite();
    using other = smallSite();
    expect(recordSite(one.folder, 'inputs').digest).toBe(recordSite(other.folder, 'inputs').digest);
  });

  it('takes no link, which could lead out of what is deployed', () => {
    using site = smallSite();
    symlinkSync('/etc/hostname', join(site.folder, '.open-next/link'));
    expect(() => recordSite(site.folder, 'inputs')).toThrow('.open-next/link is neither a file nor a folder');
  });

  it('knows of a pass of this very site alone', () => {
    using site = smallSite();
    const first = recordSite(site.folder, 'inputs');
    notePassed(site.folder, first);
    expect(hasPassed(site.folder, first)).toBe(true);
    site.write('.open-next/assets/a.js', '1');
    const second = recordSite(site.folder, 'inputs');
    expect(second.digest).not.toBe(first.digest);
    expect(hasPassed(site.folder, second)).toBe(false);
  });
});

describe('a deployment', () => {
  it('takes a site that was built, tested and not touched since', () => {
    using site = smallSite();
    expect(faultOf(() => verifySite(site.folder))).toContain('There is no built site');
    const recorded = recordSite(site.folder, 'inputs');
    expect(faultOf(() => verifySite(site.folder))).toContain('has not passed its tests');
    notePassed(site.folder, recorded);
    expect(verifySite(site.folder)).toEqual(recorded);
    site.write('.open-next/server-functions/default/index.mjs', 'export const handler = 2;');
    expect(faultOf(() => verifySite(site.folder))).toContain(
      '.open-next/server-functions/default/index.mjs has changed',
    );
  });

  it('takes it again after one that left its file of links in each function, and no such file elsewhere', () => {
    using site = smallSite();
    const recorded = recordSite(site.folder, 'inputs');
    notePassed(site.folder, recorded);
    const functions = [
      ...['server-functions/default', 'image-optimization-function'],
      ...['revalidation-function', 'dynamodb-provider'],
    ];
    for (const name of functions) site.write(`.open-next/${name}/resource.enc`, 'sealed');
    expect(verifySite(site.folder)).toEqual(recorded);
    site.write('.open-next/assets/resource.enc', 'sealed');
    expect(faultOf(() => verifySite(site.folder))).toContain('.open-next/assets/resource.enc was added');
  });
});
