import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { permissions } from './permissions.ts';

it('permissions.ts is read by Node alone, so that the local stand-in can enforce it', () => {
  const script = `import('${join(import.meta.dirname, 'permissions.ts')}').then(({ permissions }) => process.stdout.write(JSON.stringify(permissions)))`;
  const read = execFileSync(process.execPath, ['--eval', script], { env: {}, encoding: 'utf8' });
  expect(JSON.parse(read)).toEqual(permissions);
});

it('permissions.ts names single actions of S3 and SES, and gives the converter none', () => {
  const actions = Object.values(permissions).flatMap((list) =>
    list.flatMap((permission) => permission.actions),
  );
  for (const action of actions) expect(action).toMatch(/^(s3|ses):[A-Z][A-Za-z]+$/);
  expect(permissions.converter).toEqual([]);
});
