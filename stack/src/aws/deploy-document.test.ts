import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../clone.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const document = read('docs/deploy.md');

/** What a pattern's first group finds in a file; a pattern that finds nothing has gone stale. */
function found(file: string, pattern: RegExp): string[] {
  const names = [...read(file).matchAll(pattern)].map(([, name]) => name ?? '');
  expect(names, file).not.toEqual([]);
  return [...new Set(names)];
}

describe('docs/deploy.md explains', () => {
  it.each([
    ['every setting of a deployment', 'infra/settings.ts', /environment\.(CHANCERY_\w+)/g],
    ['every secret', 'infra/secrets.ts', /^ {2}[A-Z_]+: '([A-Z]\w+)',$/gm],
    ['every alarm', 'infra/alarms.ts', /alarm\(\s*'(\w+)'/g],
  ])('%s', (_what, file, pattern) => {
    expect(found(file, pattern).filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the workflows', () => {
  const workflows = globSync('.github/workflows/*.yml', { cwd: root });

  it('take every action of others by commit', () => {
    const actions = workflows.flatMap((file) => found(file, /uses: (\S+)/g));
    const foreign = actions.filter((action) => !action.startsWith('./'));
    expect(foreign.length).toBeGreaterThan(0);
    expect(foreign.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  it('read no variable that the document does not name', () => {
    const names = workflows.flatMap((file) =>
      [...read(file).matchAll(/\b(?:vars|secrets)\.(\w+)/g)].map(([, name]) => name ?? ''),
    );
    expect(names).toContain('CHANCERY_DOMAIN');
    expect(names.filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
  });
});
