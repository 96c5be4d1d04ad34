import type { StackPlace } from './environment.ts';
import type { Service } from './service.ts';

/**
 * Services that run already, on this machine's own address. The stack starts none of its own in their place; it
 * probes them as if it had, uses them, and leaves them running when it stops.
 */
export interface GivenServices {
  postgres?: { port: number; password: string };
  aws?: { port: number; accessKeyId: string; secretAccessKey: string };
}

/** The place with the addresses and secrets of what is given. */
export function placeWith<Place extends Pick<StackPlace, 'ports' | 'secrets'>>(
  place: Place,
  { postgres, aws }: GivenServices,
): Place {
  return {
    ...place,
    ports: { ...place.ports, ...(postgres && { postgres: postgres.port }), ...(aws && { aws: aws.port }) },
    secrets: {
      ...place.secrets,
      ...(postgres && { databasePassword: postgres.password }),
      // Whoever gives the services knows one key only.
      ...(aws && {
        awsAccessKeyId: aws.accessKeyId,
        awsSecretAccessKey: aws.secretAccessKey,
        awsKeys: undefined,
      }),
    },
  };
}

/** The services, of which those that are given are only probed. */
export function servicesWith(services: readonly Service[], given: GivenServices): Service[] {
  return services.map((service) => (service.name in given ? probedOnly(service) : service));
}

function probedOnly({ prepare: _prepare, ...service }: Service): Service {
  return {
    ...service,
    launch: () => Promise.resolve(undefined),
    act: 'It was given to this stack and is not started by it: see to it where it runs.',
  };
}
