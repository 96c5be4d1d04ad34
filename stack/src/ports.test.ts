import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { choosePorts, freePorts, holderOf, portIsFree, preferredPorts } from './ports.ts';

it('wishes for a block of ten that follows from the clone', () => {
  expect(preferredPorts('00000001')).toMatchObject({ web: 20_010, api: 20_011, postgres: 20_017 });
  expect(preferredPorts('00000001')).toEqual(preferredPorts('00000001'));
  expect(preferredPorts('00000002').web).not.toBe(preferredPorts('00000001').web);
});

it('gives way to another holder without taking what a sister service wishes for', async () => {
  const wished = preferredPorts('00000001');
  const held = new Set([wished.web, wished.postgres, wished.postgres + 1]);
  const { ports, taken } = await choosePorts(wished, async (port) => !held.has(port));
  expect(ports).toEqual({ ...wished, web: wished.postgres + 2, postgres: wished.postgres + 3 });
  expect(taken.map(({ service, port, instead }) => [service, port, instead])).toEqual([
    ['web', wished.web, ports.web],
    ['postgres', wished.postgres, ports.postgres],
  ]);
});

it('sees a taken port and names the process that holds it', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    expect(await portIsFree(port)).toBe(false);
    expect(holderOf(port)).toContain(`process ${process.pid}`);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
  expect(await portIsFree(port)).toBe(true);
});

it('finds eight different free ports', async () => {
  expect(new Set(Object.values(await freePorts())).size).toBe(8);
});
