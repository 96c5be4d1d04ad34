import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { serverLogFolder } from '../config.ts';
import { findLibreOffice, obtainLibreOffice } from '../libreoffice.ts';
import { startStack } from '../stack.ts';
import { poolerAddressFile } from '../test-services/files.ts';
import { testServicesRequest } from '../test-services/request.ts';
import type { TestServices } from '../test-services/start.ts';
import './context.ts';

const POOL_SIZE = 20;

/**
 * Starts what the integration tests need, once for the run: Postgres on a memory-backed disk with a migrated
 * database to clone, the AWS services, and the stand-ins. Their addresses reach the tests by `inject('integration')`.
 * What TEST_ENGINE=containers is asked for comes as containers; everything else is the same.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const containers = await startContainers();
  try {
    // The tests start converters of their own, on the engine that this machine has.
    const converter = findLibreOffice();
    await obtainLibreOffice(converter);
    const stack = await startStack({
      services: ['migrate', 'aws', 'clerk', 'model'],
      logLevel: 'warn',
      given: containers?.given,
    });
    project.provide('integration', { ...stack.place, converter, poolerPort: containers?.pooler?.port });
    return async () => {
      await stack.stop();
      await containers?.stop();
    };
  } catch (error) {
    await containers?.stop();
    throw error;
  }
}

async function startContainers(): Promise<TestServices | undefined> {
  const { engine, pooler } = testServicesRequest();
  if (engine === 'embedded') return undefined;
  // Loaded only when it is needed: it takes longer than the embedded services take to start.
  const { startTestServices } = await import('../test-services/start.ts');
  const services = await startTestServices({
    ...(pooler === 'rds-proxy' ? { poolSize: POOL_SIZE } : {}),
    ...(serverLogFolder ? { serverLogFolder } : {}),
  });
  if (services.pooler && serverLogFolder) {
    writeFileSync(join(serverLogFolder, poolerAddressFile), services.pooler.address);
  } else if (services.pooler) {
    process.stdout.write('What comes through the pooler is not checked; npm run test:integration does it.\n');
  }
  return services;
}
