import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{backend,frontend,stack,e2e}/src/**/*.test.{ts,tsx}', 'docker/*/src/**/*.test.ts'],
          exclude: ['**/*.{integration,containers,artefact}.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{backend,stack}/src/**/*.integration.test.ts', 'docker/*/src/**/*.integration.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['stack/src/testing/global-setup.ts'],
          testTimeout: 30_000,
          // The converter of a machine without LibreOffice takes this long when it is busy.
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'parity',
          include: ['docker/parity/src/**/*.integration.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'artefact',
          include: ['stack/src/artefact/**/*.artefact.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'infra',
          include: ['infra/**/*.test.ts'],
          exclude: ['infra/scan/**', '**/node_modules/**'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // Each test of a weakening synthesises a stage in a process of its own.
          maxConcurrency: 2,
        },
      },
      {
        test: {
          name: 'conversion',
          include: ['infra/scan/*.test.ts'],
          exclude: ['**/*.scan.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'scan',
          include: ['infra/scan/*.scan.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'containers',
          include: ['stack/src/containers/**/*.containers.test.ts'],
          globalSetup: ['stack/src/containers/testing/global-setup.ts'],
          // One stack for all: a test may end a container that another one needs.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
