import type { Weakening } from '../testing/property.ts';
import { weakenedData } from './data.ts';
import { weakenedEdge } from './edge.ts';
import { weakenedNetwork } from './network.ts';
import { weakenedSecrets } from './secrets.ts';
import { weakenedServices } from './services.ts';

/** At least one for each property. */
export const weakenings: Weakening[] = [
  ...weakenedNetwork,
  ...weakenedData,
  ...weakenedSecrets,
  ...weakenedServices,
  ...weakenedEdge,
];
