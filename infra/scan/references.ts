import type { GraphResource } from '../testing/graph.ts';
import { snakeCase } from './terraform-types.ts';

interface Known {
  owner: GraphResource;
  reference: string;
  /** Two resources have this value, so it names neither. */
  ambiguous: boolean;
}

/** What AWS answers and what others then name a resource by. */
const answered = ['id', 'arn', 'qualifiedArn', 'dnsName', 'domainName', 'functionUrl'];

/** Names that a resource is given and others call it by; only of the types named, where there are some. */
const given: { input: string; attribute: string; of?: RegExp }[] = [
  { input: 'bucket', attribute: 'id', of: /:Bucket$/ },
  { input: 'keyName', attribute: 'id', of: /:KeyPair$/ },
  { input: 'clusterIdentifier', attribute: 'cluster_identifier', of: /^aws:rds\/cluster:/ },
  { input: 'identifier', attribute: 'identifier' },
  { input: 'configurationSetName', attribute: 'configuration_set_name', of: /:ConfigurationSet$/ },
  { input: 'name', attribute: 'name' },
];

/** What is shorter may be there by chance. */
const LEAST_LENGTH = 8;

/**
 * Which resource a value belongs to. In a real plan such a value is "known after apply", and the scanner draws its
 * lines between resources from `aws_type.name.attribute` standing in its place; so that is put there.
 */
export class References {
  readonly #known = new Map<string, Known>();

  constructor(resources: readonly GraphResource[], address: (resource: GraphResource) => string) {
    for (const resource of resources) {
      for (const output of answered) {
        this.#learn(resource, resource.outputs[output], `${address(resource)}.${snakeCase(output)}`);
      }
    }
    // Later, so that an identity counts more than a name.
    for (const resource of resources) {
      // The name of a DNS record is no identity.
      if (resource.type.startsWith('aws:route53/')) continue;
      for (const { input, attribute, of } of given) {
        if (of && !of.test(resource.type)) continue;
        this.#learn(resource, resource.inputs[input], `${address(resource)}.${attribute}`);
      }
    }
  }

  /** The reference that a value stands for in a resource, undefined when it is a value of its own. */
  find(value: unknown, within: GraphResource): string | undefined {
    const known = typeof value === 'string' ? this.#known.get(value) : undefined;
    return known && !known.ambiguous && known.owner !== within ? known.reference : undefined;
  }

  #learn(owner: GraphResource, value: unknown, reference: string): void {
    if (typeof value !== 'string' || value.length < LEAST_LENGTH) return;
    const known = this.#known.get(value);
    if (!known) this.#known.set(value, { owner, reference, ambiguous: false });
    else if (known.owner !== owner) known.ambiguous = true;
  }
}
