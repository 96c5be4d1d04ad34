import { api, converter, migrate, seed, worker } from './backend.ts';
import { postgres } from './postgres.ts';
import { aws, clerk, model } from './stand-ins.ts';
import { web } from './web.ts';

/** Every service of the stack, in the order of the table a person sees. */
export const services = [web, api, worker, converter, postgres, aws, clerk, model, migrate, seed] as const;

export type ServiceName = (typeof services)[number]['name'];
