import type { Graph, GraphResource } from './graph.ts';

export interface Statement {
  Sid?: string;
  Effect: string;
  Action: string[];
  Resource: string[];
  Principal?: unknown;
  Condition?: Record<string, Record<string, string[]>>;
}

export interface ContainerDefinition {
  name: string;
  image: string;
  command: string[];
  user: string;
  essential: boolean;
  readonlyRootFilesystem: boolean;
  pseudoTerminal: boolean;
  stopTimeout: number;
  environment: { name: string; value: string }[];
  secrets: { name: string; valueFrom: string }[];
  healthCheck?: {
    command: string[];
    interval: number;
    timeout: number;
    retries: number;
    startPeriod: number;
  };
  dependsOn?: { containerName: string; condition: string }[];
  mountPoints: { sourceVolume: string; containerPath: string }[];
  portMappings: { containerPort: number }[];
  linuxParameters: { initProcessEnabled: boolean; capabilities: { drop: string[] } };
  logConfiguration: { options: Record<string, string> };
}

/** One direction of one way into or out of a security group, however it was written down. */
export interface Way {
  ports: string;
  /** An address range, a security group's id or a prefix list's. */
  peer: string;
}

export type Kind = 'production' | 'staging' | 'personal';
export type TaskName = 'Api' | 'Worker' | 'Converter';

/** Reads a JSON value that the graph holds without saying its type. */
type Loose = Record<string, unknown>;

/** A synthesised stage, with the questions that assertions ask of it. */
export class Stage {
  readonly kind: Kind;
  readonly graph: Graph;

  constructor(graph: Graph) {
    this.graph = graph;
    const { stage } = graph.app;
    this.kind = stage === 'production' || stage === 'staging' ? stage : 'personal';
  }

  get name(): string {
    return this.graph.app.stage;
  }

  get isProduction(): boolean {
    return this.kind === 'production';
  }

  /** Every resource of a type; the type may lack its provider and module: `SecurityGroup`. */
  all(type: string): GraphResource[] {
    return this.graph.resources.filter(
      (resource) => resource.type === type || resource.type.endsWith(`:${type}`),
    );
  }

  /** The one resource of a type, or of a type and name. */
  one(type: string, name?: string): GraphResource {
    const found = this.all(type).filter((resource) => !name || resource.name === name);
    if (found.length !== 1) {
      const names = found.map((resource) => resource.name).join(', ') || 'none';
      throw new Error(`expected one ${type} ${name ?? ''} in ${this.name}, found ${names}`);
    }
    return found[0]!;
  }

  inputs(type: string, name?: string): Loose {
    return this.one(type, name).inputs;
  }

  id(type: string, name?: string): string {
    return String(this.one(type, name).outputs.id);
  }

  arn(type: string, name?: string): string {
    return String(this.one(type, name).outputs.arn);
  }

  containers(task: TaskName): ContainerDefinition[] {
    return JSON.parse(
      String(this.inputs('TaskDefinition', `${task}Task`).containerDefinitions),
    ) as ContainerDefinition[];
  }

  container(task: TaskName, name: string): ContainerDefinition {
    const found = this.containers(task).find((container) => container.name === name);
    if (!found) throw new Error(`${task} has no container ${name}`);
    return found;
  }

  /** All containers of all tasks. */
  get everyContainer(): ContainerDefinition[] {
    return (['Api', 'Worker', 'Converter'] as const).flatMap((task) => this.containers(task));
  }

  /** The statements of a role's own policies. */
  statements(role: string): Statement[] {
    const policies = (this.inputs('Role', role).inlinePolicies ?? []) as { policy: string }[];
    return policies.flatMap(({ policy }) => statementsOf(policy));
  }

  /** What a security group lets in or out, from its own rules and from those written apart. */
  ways(group: string, direction: 'ingress' | 'egress'): Way[] {
    const id = this.id('SecurityGroup', group);
    const own = (this.inputs('SecurityGroup', group)[direction] ?? []) as Loose[];
    const apart = this.all(
      direction === 'ingress' ? 'SecurityGroupIngressRule' : 'SecurityGroupEgressRule',
    ).filter(({ inputs }) => inputs.securityGroupId === id);
    const ports = (from: unknown, to: unknown): string =>
      from === to ? String(from) : `${String(from)}-${String(to)}`;
    return [
      ...own.flatMap((rule) =>
        peersOf(rule).map((peer) => ({
          ports: rule.protocol === '-1' ? 'all' : ports(rule.fromPort, rule.toPort),
          peer,
        })),
      ),
      ...apart.map(({ inputs }) => ({
        ports: inputs.ipProtocol === '-1' ? 'all' : ports(inputs.fromPort, inputs.toPort),
        peer: String(
          inputs.cidrIpv4 ?? inputs.cidrIpv6 ?? inputs.referencedSecurityGroupId ?? inputs.prefixListId,
        ),
      })),
    ];
  }
}

/** All whom a rule within a security group names. */
function peersOf(rule: Loose): string[] {
  const lists = [rule.cidrBlocks, rule.ipv6CidrBlocks, rule.securityGroups, rule.prefixListIds];
  return [...(lists.flatMap((list) => list ?? []) as string[]), ...(rule.self ? ['self'] : [])];
}

export function statementsOf(policy: unknown): Statement[] {
  const document = (typeof policy === 'string' ? JSON.parse(policy) : policy) as { Statement: Loose[] };
  return document.Statement.map((statement) => ({
    ...(statement as unknown as Statement),
    Action: [statement.Action ?? []].flat() as string[],
    Resource: [statement.Resource ?? []].flat() as string[],
  }));
}
