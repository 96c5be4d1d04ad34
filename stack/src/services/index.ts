import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../clone.ts';
import type { Service } from '../service.ts';
import { api, converter, migrate, seed, worker } from './backend.ts';
import { postgres } from './postgres.ts';
import { aws, clerk, model } from './stand-ins.ts';
import { web } from './web.ts';

export type ServiceName =
  'postgres' | 'aws' | 'clerk' | 'model' | 'migrate' | 'seed' | 'converter' | 'api' | 'worker' | 'web';

const entries: Record<ServiceName, string> = {
  postgres: 'package.json',
  aws: 'docker/aws/src/main.ts',
  clerk: 'docker/clerk/src/main.ts',
  model: 'docker/model/src/main.ts',
  migrate: 'backend/src/start/migrate.ts',
  seed: 'backend/src/start/seed.ts',
  converter: 'backend/src/start/converter.ts',
  api: 'backend/src/start/api.ts',
  worker: 'backend/src/start/worker.ts',
  web: 'frontend/next.config.ts',
};
const present = ({ name }: { name: string }): boolean => existsSync(join(root, entries[name as ServiceName]));

/** Every service of the stack; the order is that of the table a person sees. */
export const services = ([web, api, worker, converter, postgres, aws, clerk, model, migrate, seed] as const)
  .filter(present)
  .map((service: Service) => ({
    ...service,
    name: service.name as ServiceName,
    needs: service.needs.filter((name) => present({ name })),
  }));
