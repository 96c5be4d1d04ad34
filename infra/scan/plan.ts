import type { Graph, GraphResource } from '../testing/graph.ts';
import { attributeName, attributesOf, type Attributes, type Json } from './attributes.ts';
import { References } from './references.ts';
import { terraformType } from './terraform-types.ts';

const PROVIDER = 'registry.terraform.io/hashicorp/aws';

interface PlannedResource {
  address: string;
  mode: 'managed';
  type: string;
  name: string;
  provider_name: string;
  schema_version: number;
  values: Attributes;
  sensitive_values: Record<string, true>;
}

/** What `terraform show -json` prints of a plan, as far as the scanner reads it. */
export interface Plan {
  format_version: string;
  terraform_version: string;
  planned_values: { root_module: { resources: PlannedResource[] } };
  resource_changes: object[];
  configuration: object;
}

type Resources = Pick<Graph, 'resources'>;

/** The resources of AWS in a graph; the rest are SST's own components and what is made on the deploying machine. */
export const awsResources = ({ resources }: Resources): GraphResource[] =>
  resources.filter(({ type }) => type.startsWith('aws:'));

/** The scanner never looks into the policies that stand in a role, so each becomes a resource too. */
function withPolicies(role: GraphResource): GraphResource[] {
  if (role.type !== 'aws:iam/role:Role') return [role];
  const policies = (role.inputs.inlinePolicies ?? []) as { name: string; policy: unknown }[];
  return [
    role,
    ...policies.map(({ name, policy }, index) => ({
      type: 'aws:iam/rolePolicy:RolePolicy',
      name: `${role.name}_policy${index}`,
      inputs: { name, role: role.outputs.id, policy },
      secrets: [],
      outputs: {},
      options: role.options,
    })),
  ];
}

/** An address for each; a name is unique below one parent only. */
function addressesOf(resources: readonly GraphResource[]): Map<GraphResource, string> {
  const addresses = new Map<GraphResource, string>();
  const taken = new Set<string>();
  for (const resource of resources) {
    const base = `${terraformType(resource.type)}.${resource.name.replaceAll(/[^\w-]/g, '_')}`;
    let address = base;
    for (let number = 2; taken.has(address); number++) address = `${base}_${number}`;
    taken.add(address);
    addresses.set(resource, address);
  }
  return addresses;
}

/**
 * A synthesised stage as a plan of Terraform, so that a scanner can judge it whose rules nobody here wrote.
 *
 * @throws for a resource of a type that nobody has named in terraform-types.ts
 */
export function planOf(graph: Resources): Plan {
  const resources = awsResources(graph).flatMap(withPolicies);
  const addresses = addressesOf(resources);
  const address = (resource: GraphResource): string => addresses.get(resource) ?? '';
  const references = new References(resources, address);
  const expressions = new Map<string, Record<string, { references: string[] }>>();

  const planned = resources.map((resource): PlannedResource => {
    const type = terraformType(resource.type);
    const used: Record<string, { references: string[] }> = {};
    const values = attributesOf(resource, (value, attribute) => {
      const reference = references.find(value, resource);
      if (!reference) return (value ?? null) as Json;
      const owner = reference.split('.').slice(0, 2).join('.');
      (used[attribute] ??= { references: [] }).references.push(reference, owner);
      return reference;
    });
    expressions.set(address(resource), used);
    const secrets = resource.secrets.filter((path) => /^\w+$/.test(path));
    return {
      address: address(resource),
      mode: 'managed',
      type,
      name: address(resource).slice(type.length + 1),
      provider_name: PROVIDER,
      schema_version: 0,
      values,
      sensitive_values: Object.fromEntries(
        secrets.map((path) => [attributeName(resource.type, path), true as const]),
      ),
    };
  });
  return {
    format_version: '1.2',
    terraform_version: '1.9.0',
    planned_values: { root_module: { resources: planned } },
    resource_changes: planned.map(({ values, sensitive_values, schema_version: _, ...resource }) => ({
      ...resource,
      change: {
        actions: ['create'],
        before: null,
        after: values,
        after_unknown: {},
        before_sensitive: false,
        after_sensitive: sensitive_values,
      },
    })),
    configuration: {
      provider_config: { aws: { name: 'aws', full_name: PROVIDER } },
      root_module: {
        resources: planned.map(({ address: at, mode, type, name, schema_version }) => ({
          address: at,
          mode,
          type,
          name,
          provider_config_key: 'aws',
          schema_version,
          expressions: expressions.get(at) ?? {},
        })),
      },
    },
  };
}
