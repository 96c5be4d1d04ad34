import { expect, it } from 'vitest';
import { testServicesRequest } from './request.ts';

it.each([
  ['embedded', 'none'],
  ['containers', 'none'],
  ['containers', 'rds-proxy'],
])('knows the engine %s with the pooler %s', (engine, pooler) => {
  expect(testServicesRequest({ engine, pooler })).toEqual({ engine, pooler });
});

it.each([
  ['podman', 'none', 'TEST_ENGINE=podman is not known'],
  ['containers', 'odyssey', 'TEST_POOLER=odyssey is not known'],
  ['embedded', 'rds-proxy', 'TEST_POOLER=rds-proxy is a container'],
])('refuses the engine %s with the pooler %s by name', (engine, pooler, fault) => {
  expect(() => testServicesRequest({ engine, pooler })).toThrow(fault);
});
