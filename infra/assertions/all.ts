import type { Property } from '../testing/property.ts';
import { database } from './database.ts';
import { documents } from './documents.ts';
import { loadBalancer } from './load-balancer.ts';
import { mail } from './mail.ts';
import { network } from './network.ts';
import { secrets } from './secrets.ts';
import { services } from './services.ts';
import { site } from './site.ts';
import { stagePolicy } from './stage-policy.ts';
import { tasksAndRoles } from './tasks.ts';
import { watching } from './watching.ts';

/** Every property of a stage. Each has a weakening that breaks it, in ../weakenings. */
export const properties: Property[] = [
  ...stagePolicy,
  ...network,
  ...database,
  ...documents,
  ...mail,
  ...secrets,
  ...tasksAndRoles,
  ...loadBalancer,
  ...services,
  ...site,
  ...watching,
];
