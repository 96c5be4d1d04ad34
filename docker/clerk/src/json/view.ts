import type { Instance } from '../instance.ts';

/**
 * From where a resource is looked at. The serialisers in this folder are typed with the SDK's own JSON types,
 * so that an upgrade which changes the wire format fails the type check.
 */
export interface View {
  instance: Instance;
  /** Origin of the page that asks, for the `azp` claim of its tokens. */
  azp: string | undefined;
  /** Address under which the asker reaches this server, for the links in resources. */
  base: string;
}
