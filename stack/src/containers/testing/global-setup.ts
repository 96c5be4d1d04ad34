import type { TestProject } from 'vitest/node';
import type { StackPlace } from '../../environment.ts';
import { findTestStack, type TestStack } from '../test-stack.ts';
import './context.ts';

/**
 * Finds the stack of the container tests, or where it is going to stand; the test files that need it start it
 * (`stackUnderTest`). One that these tests started is taken down with them, one that ran before is left.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await findTestStack();
  const ranBefore = (await stack.compose.containers()).length > 0;
  project.provide('containers', { ports: stack.ports });
  project.provide('integration', await placeOf(stack));
  return async () => {
    if (!ranBefore) await stack.compose.down({ volumes: true });
  };
}

/** The compose stack as the helpers of the integration tests know a stack. What is not published has port 0. */
async function placeOf({ compose, ports }: TestStack): Promise<StackPlace> {
  const { services } = await compose.config();
  const given = { ...services.api?.environment, ...services.worker?.environment };
  const value = (name: string): string => given[name] ?? '';
  return {
    ports: { ...ports, aws: ports.store, worker: 0, converter: 0, model: 0 },
    secrets: {
      databasePassword: value('DB_PASSWORD'),
      awsAccessKeyId: value('AWS_ACCESS_KEY_ID'),
      awsSecretAccessKey: value('AWS_SECRET_ACCESS_KEY'),
      clerkSecretKey: value('CLERK_SECRET_KEY'),
      downloadSigningSecret: value('DOWNLOAD_SIGNING_SECRET'),
      userApiKeysEncryptionSecret: value('USER_API_KEYS_ENCRYPTION_SECRET'),
    },
    databaseName: value('DB_NAME'),
    publishableKey: value('CLERK_PUBLISHABLE_KEY'),
    converter: { engine: 'uno' },
    models: {},
    logLevel: value('LOG_LEVEL'),
  };
}
