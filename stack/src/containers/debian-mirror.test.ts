import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../clone.ts';
import { searchPath } from '../config.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'chancery-apt-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Asks docker/bases/debian.sh, with an apt that answers as told. */
function ask(words: string, apt: { fetched?: string[]; named?: string[] }, mirror = ''): string {
  const says = (lines: string[] = []): string => lines.map((line) => `echo "${line}"`).join('; ') || ':';
  writeFileSync(
    join(folder, 'apt-get'),
    `#!/bin/sh\nif [ "$1" = indextargets ]; then ${says(apt.fetched)}; else ${says(apt.named)}; fi\n`,
  );
  chmodSync(join(folder, 'apt-get'), 0o755);
  const script = `. docker/bases/debian.sh; ${words}`;
  const env = { PATH: `${folder}${delimiter}${searchPath()}`, CHANCERY_DEBIAN_MIRROR: mirror };
  return execFileSync('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
    cwd: root,
    env,
    encoding: 'utf8',
  }).trim();
}

const fetched = [
  'https://packages.example/node/ nodistro nodesource',
  'https://packages.example/docker/ bookworm Docker CE',
  'http://near.example/debian-security/ bookworm-security Debian-Security',
  'http://near.example/debian/ bookworm-updates Debian',
  'http://near.example/debian/ bookworm Debian',
];
const named = fetched.map((line) => {
  const [address, suite] = line.split(' ');
  return `'${address}dists/${suite}/InRelease' name_InRelease 0 `;
});

describe('where Debian comes from', () => {
  it.each([
    ['what apt has fetched', { fetched }],
    ['what apt is told to fetch, before it has', { named }],
  ])('is found among other sources in %s', (_what, apt) => {
    expect(ask('debian_mirror', apt)).toBe('http://near.example/debian');
    expect(ask('debian_security_mirror "$(debian_mirror)"', apt)).toBe('http://near.example/debian-security');
  });

  it('is the folder beside the archive for security when apt names none', () => {
    const apt = { named: named.filter((line) => !line.includes('security')) };
    expect(ask('debian_security_mirror "$(debian_mirror)"', apt)).toBe('http://near.example/debian-security');
  });

  it('is unknown where apt has other sources only', () => {
    const apt = { named: named.filter((line) => !line.includes('near.example')) };
    expect(ask('debian_mirror || echo none', apt)).toBe('none');
  });

  it('is what a person says', () => {
    expect(ask('debian_mirror', { fetched }, 'http://other.example/debian/')).toBe(
      'http://other.example/debian',
    );
  });
});
