import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../clone.ts';
import { wholeEnvironment } from '../config.ts';
import { databaseUser } from '../environment.ts';
import { withConnection } from '../postgres/connection.ts';
import { removeLeftovers } from '../test-services/leftovers.ts';
import { startTestServices, type TestServices } from '../test-services/start.ts';

/** A test run that starts its containers, says where, and then goes on for ever. */
const endlessRun = `
  const { startTestServices } = await import(${JSON.stringify(join(root, 'stack/src/test-services/start.ts'))});
  const { given } = await startTestServices({ aws: false });
  process.stdout.write(JSON.stringify(given.postgres) + '\\n');
  setInterval(() => {}, 1000);
`;

const answers = ({ port, password }: TestServices['given']['postgres']): Promise<boolean> =>
  withConnection({ host: '127.0.0.1', port, user: databaseUser, password }, 'chancery', (client) =>
    client.query('select 1'),
  ).then(
    () => true,
    () => false,
  );

it('keeps two runs apart, and removes what one leaves behind once it was killed', async () => {
  await using own = await startTestServices({ aws: false });
  const other = spawn(process.execPath, ['--input-type=module', '-e', endlessRun], {
    env: wholeEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [told] = (await once(other.stdout, 'data')) as [Buffer];
    const others = JSON.parse(String(told)) as TestServices['given']['postgres'];
    await removeLeftovers();
    expect([await answers(own.given.postgres), await answers(others)]).toEqual([true, true]);

    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(await answers(others)).toBe(true);
    await removeLeftovers();
    expect([await answers(own.given.postgres), await answers(others)]).toEqual([true, false]);
  } finally {
    other.kill('SIGKILL');
  }
});
