import { ports } from './container-limits.ts';
import type { IsolatedSubnets } from './isolated-subnets.ts';

/** Who may speak to whom. Rules that name two groups of ours are resources of their own, or the groups would wait for each other. */
export interface SecurityGroups {
  api: aws.ec2.SecurityGroup;
  worker: aws.ec2.SecurityGroup;
  converter: aws.ec2.SecurityGroup;
  database: aws.ec2.SecurityGroup;
}

const POSTGRES = 5432;

export function createSecurityGroups(vpc: sst.aws.Vpc, isolated: IsolatedSubnets): SecurityGroups {
  const group = (name: string, description: string): aws.ec2.SecurityGroup =>
    new aws.ec2.SecurityGroup(`${name}Group`, { vpcId: vpc.id, description });
  const groups: SecurityGroups = {
    api: group('Api', 'API'),
    worker: group('Worker', 'Worker'),
    converter: group('Converter', 'Converter'),
    database: group('Database', 'Database and its proxy'),
  };

  /** Opens a way from one group to another: out of the one and into the other. */
  const way = (from: keyof SecurityGroups, to: keyof SecurityGroups, port: number): void => {
    const both = { ipProtocol: 'tcp', fromPort: port, toPort: port, description: `${from} to ${to}` };
    new aws.vpc.SecurityGroupEgressRule(`Out${from}To${to}`, {
      ...both,
      securityGroupId: groups[from].id,
      referencedSecurityGroupId: groups[to].id,
    });
    new aws.vpc.SecurityGroupIngressRule(`Into${to}From${from}`, {
      ...both,
      securityGroupId: groups[to].id,
      referencedSecurityGroupId: groups[from].id,
    });
  };
  way('api', 'database', POSTGRES);
  way('worker', 'database', POSTGRES);
  way('worker', 'converter', ports.converter);
  way('database', 'database', POSTGRES);

  const https = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 };
  // Clerk and the model providers have no fixed addresses.
  for (const role of ['api', 'worker'] as const) {
    new aws.vpc.SecurityGroupEgressRule(`Internet${role}`, {
      ...https,
      securityGroupId: groups[role].id,
      description: 'HTTPS to sign-in, models, mail and objects',
      cidrIpv4: '0.0.0.0/0',
    });
  }
  new aws.vpc.SecurityGroupEgressRule('EndpointsOfConverter', {
    ...https,
    securityGroupId: groups.converter.id,
    description: 'Image registry and log',
    referencedSecurityGroupId: isolated.endpointGroup.id,
  });
  new aws.vpc.SecurityGroupEgressRule('LayersOfConverter', {
    ...https,
    securityGroupId: groups.converter.id,
    description: 'Layers of the image',
    prefixListId: isolated.storePrefixList,
  });
  new aws.vpc.SecurityGroupIngressRule('DatabaseFromBastion', {
    securityGroupId: groups.database.id,
    description: 'People through the bastion',
    ipProtocol: 'tcp',
    fromPort: POSTGRES,
    toPort: POSTGRES,
    referencedSecurityGroupId: $util
      .all([vpc.nodes.natSecurityGroup, vpc.nodes.bastionInstance])
      .apply(
        ([nat, bastion]) => nat?.id ?? $util.output(bastion!.vpcSecurityGroupIds).apply((ids) => ids[0]!),
      ),
  });
  return groups;
}

/** The load balancer's own group is SST's; this lets it through to the API. */
export function admitLoadBalancer(groups: SecurityGroups, loadBalancer: aws.lb.LoadBalancer): void {
  new aws.vpc.SecurityGroupIngressRule('IntoapiFromloadBalancer', {
    securityGroupId: groups.api.id,
    description: 'loadBalancer to api',
    ipProtocol: 'tcp',
    fromPort: ports.api,
    toPort: ports.api,
    referencedSecurityGroupId: loadBalancer.securityGroups.apply((ids) => ids[0]!),
  });
}
