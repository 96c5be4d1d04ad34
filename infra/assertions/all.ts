import type { Property } from '../testing/property.ts';
import { network } from './network.ts';

/** Every property of a stage. Each has a weakening that breaks it, in ../weakenings. */
export const properties: Property[] = [...network];
