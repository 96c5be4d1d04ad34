import { expect, inject, it } from 'vitest';
import { databaseUser } from '../environment.ts';
import { withConnection } from '../postgres/connection.ts';
import { Compose } from './compose.ts';
import { freePortsFrom, portVariables, type PublishedPorts } from './ports.ts';
import { testProject } from './test-stack.ts';
import { stackUnderTest } from './testing/stack.ts';
import { bringUp } from './up.ts';

const { compose, ports } = stackUnderTest();

function secondStack(ports: PublishedPorts): Compose {
  const project = `${testProject}-second`;
  return new Compose({ project, variables: portVariables(ports), profiles: ['tools'], ignoreEnvFile: true });
}

/** Every name and port that a project takes on the machine, but for images of others. */
async function takenBy(stack: Compose): Promise<string[]> {
  const { services, networks, volumes } = await stack.config();
  return [
    ...Object.values(services).flatMap(({ build, image, container_name: name }) => [
      ...(build && image ? [`image ${image}`] : []),
      ...(name ? [`container ${name}`] : []),
    ]),
    ...Object.values(services).flatMap(({ ports: own = [] }) =>
      own.map(({ published }) => `port ${published}`),
    ),
    ...Object.values({ ...networks, ...volumes }).map((one) => `name ${one?.name}`),
  ];
}

it('takes no name and no port twice', async () => {
  const second = secondStack(await freePortsFrom(Math.max(...Object.values(ports)) + 1));
  const mine = new Set(await takenBy(compose));
  const others = await takenBy(second);
  expect(mine.size).toBeGreaterThan(20);
  expect(others.filter((one) => mine.has(one))).toEqual([]);
});

it('runs beside another of the same file, each with data of its own', async () => {
  const free = await freePortsFrom(Math.max(...Object.values(ports)) + 1);
  const second = secondStack(free);
  const { secrets } = inject('integration');
  const tablesAt = (port: number): Promise<number> =>
    withConnection(
      { host: '127.0.0.1', port, user: databaseUser, password: secrets.databasePassword },
      'chancery',
      async (client) => {
        const { rows } = await client.query(`select 1 from pg_tables where schemaname = 'public'`);
        return rows.length;
      },
    );
  try {
    await bringUp(second, { services: ['postgres'], build: 'missing' });
    expect(await tablesAt(free.postgres)).toBe(0);
    expect(await tablesAt(ports.postgres)).toBeGreaterThan(10);
  } finally {
    await second.down({ volumes: true });
  }
  expect(await compose.container('postgres')).toMatchObject({ health: 'healthy' });
  expect(await tablesAt(ports.postgres)).toBeGreaterThan(10);
});
