import { expect, it } from 'vitest';
import { placeWith, servicesWith } from './given.ts';
import { preferredPorts } from './ports.ts';
import { makeSecrets } from './secrets.ts';
import type { Service, StackContext } from './service.ts';

const place = { ports: preferredPorts('00000001'), secrets: makeSecrets() };

it('takes the addresses and secrets of what is given, and keeps the others', () => {
  const { ports, secrets } = placeWith(place, { postgres: { port: 7, password: 'p' } });
  expect(ports).toEqual({ ...place.ports, postgres: 7 });
  expect(secrets).toEqual({ ...place.secrets, databasePassword: 'p' });
  const aws = { port: 8, accessKeyId: 'test', secretAccessKey: 'test' };
  expect(placeWith(place, { aws })).toEqual({
    ports: { ...place.ports, aws: 8 },
    secrets: {
      ...place.secrets,
      awsAccessKeyId: 'test',
      awsSecretAccessKey: 'test',
      awsKeys: undefined,
    },
  });
});

it('starts nothing of what is given, and probes it all the same', async () => {
  const did: string[] = [];
  const service = (name: string): Service => ({
    name,
    needs: [],
    prepare: async () => void did.push(`prepare ${name}`),
    launch: async () => void did.push(`launch ${name}`),
    probe: async () => void did.push(`probe ${name}`),
    limitMs: 1,
    graceMs: 1,
    act: 'Start again.',
  });
  const context = {} as StackContext;
  for (const one of servicesWith([service('postgres'), service('aws')], {
    postgres: { port: 1, password: '' },
  })) {
    await one.prepare?.(context);
    await one.launch(context, '');
    await one.probe?.(context);
  }
  expect(did).toEqual(['probe postgres', 'prepare aws', 'launch aws', 'probe aws']);
});
