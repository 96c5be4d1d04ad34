import { join } from 'node:path';
import { root } from '../clone.ts';
import { systemEnvironment } from '../config.ts';
import { stackEnvironment, type StackRole } from '../environment.ts';
import { StackFault } from '../fault.ts';
import { findLibreOffice, obtainLibreOffice } from '../libreoffice.ts';
import { startChild, type Child } from '../processes/child.ts';
import { convertPage } from '../probes/converter.ts';
import { expectAnswer } from '../probes/http.ts';
import type { Service, StackContext } from '../service.ts';

type Process = Exclude<StackRole, 'web'>;

function startRole(role: Process, context: StackContext, logFile: string): Promise<Child> {
  const watch = context.mode === 'watched' && (role === 'api' || role === 'worker');
  const settings = stackEnvironment(role, context.place);
  return startChild({
    command: process.execPath,
    args: [
      ...(watch ? ['--watch', '--watch-preserve-output'] : []),
      join(root, `backend/src/start/${role}.ts`),
    ],
    // The converter opens untrusted files: it gets its own settings and not one variable more.
    environment: role === 'converter' ? settings : { ...systemEnvironment(), ...settings },
    folder: root,
    logFile,
  });
}

/** A process that does its work and ends. */
async function runOnce(role: 'migrate' | 'seed', context: StackContext, logFile: string): Promise<undefined> {
  const child = await startRole(role, context, logFile);
  const { code, signal } = await child.exited;
  if (code !== 0) throw new StackFault(`it ended with ${signal ?? `code ${code}`}`);
}

const local = (port: number): string => `http://127.0.0.1:${port}`;

export const migrate: Service<'migrate'> = {
  name: 'migrate',
  needs: ['postgres'],
  launch: (context, logFile) => runOnce('migrate', context, logFile),
  limitMs: 0,
  graceMs: 1_000,
  act: 'Repair the migration it names, or start from empty data with: npm run stack -- reset',
};

export const seed: Service<'seed'> = {
  name: 'seed',
  needs: ['migrate', 'aws', 'clerk'],
  launch: (context, logFile) => runOnce('seed', context, logFile),
  limitMs: 0,
  graceMs: 1_000,
  act: 'Start from empty data with: npm run stack -- reset',
};

export const converter: Service<'converter'> = {
  name: 'converter',
  needs: [],
  port: ({ place }) => place.ports.converter,
  address: ({ place }) => local(place.ports.converter),
  prepare: async ({ place }) => {
    place.converter = findLibreOffice();
    await obtainLibreOffice(place.converter);
  },
  launch: (context, logFile) => startRole('converter', context, logFile),
  probe: async ({ place }) => {
    await convertPage(local(place.ports.converter));
    return place.converter.engine === 'uno' ? 'LibreOffice of this machine' : 'LibreOffice as WebAssembly';
  },
  // The WebAssembly engine starts anew several times when the machine is busy, with a build for one.
  limitMs: 180_000,
  graceMs: 2_000,
  act: 'End other heavy work and start again; the first conversion needs about 1 GB of memory.',
};

export const api: Service<'api'> = {
  name: 'api',
  needs: ['migrate', 'aws', 'clerk', 'model'],
  port: ({ place }) => place.ports.api,
  address: ({ place }) => `http://localhost:${place.ports.api}`,
  launch: (context, logFile) => startRole('api', context, logFile),
  probe: async ({ place }) => {
    await expectAnswer(`${local(place.ports.api)}/readyz`, 200);
    return 'reference at /docs';
  },
  limitMs: 30_000,
  graceMs: 2_500,
  act: 'Repair what the lines above name and start again.',
};

export const worker: Service<'worker'> = {
  name: 'worker',
  needs: ['migrate', 'aws', 'clerk', 'model'],
  port: ({ place }) => place.ports.worker,
  address: ({ place }) => local(place.ports.worker),
  launch: (context, logFile) => startRole('worker', context, logFile),
  probe: ({ place }) => expectAnswer(`${local(place.ports.worker)}/healthz`, 200),
  limitMs: 30_000,
  graceMs: 2_500,
  act: 'Repair what the lines above name and start again.',
};
