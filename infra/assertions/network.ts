import { expect } from 'vitest';
import type { Property } from '../testing/property.ts';
import { statementsOf, type Stage } from '../testing/stage.ts';
import { BASTION_ADDRESS } from '../testing/stages.ts';

const WORLD = '0.0.0.0/0';
const WHOLE_WORLD = [WORLD, '::/0'];

const isolated = (stage: Stage): string[] =>
  [1, 2].map((index) => stage.id('Subnet', `IsolatedSubnet${index}`));

/** Where the bastion's rules stand: where an instance translates addresses, it is the bastion too. */
const bastionGroup = (stage: Stage): string =>
  stage.isProduction ? 'NetworkBastionSecurityGroup' : 'NetworkNatInstanceSecurityGroup';

export const network: Property[] = [
  {
    name: 'the network has public and private subnets in two zones',
    holds: (stage) => {
      const zonesOf = (part: string): unknown[] =>
        [1, 2].map((index) => stage.inputs('Subnet', `Network${part}Subnet${index}`).availabilityZone);
      expect(new Set(zonesOf('Private')).size).toBe(2);
      expect(zonesOf('Public')).toEqual(zonesOf('Private'));
      expect(stage.all('Subnet')).toHaveLength(6);
    },
  },
  {
    name: 'the bastion is reached over SSH from the given addresses alone',
    holds: (stage) => {
      const outside = stage.ways(bastionGroup(stage), 'ingress').filter(({ peer }) => peer !== '10.0.0.0/16');
      expect(outside).toEqual([{ ports: '22', peer: BASTION_ADDRESS }]);
    },
  },
  {
    name: 'the bastion asks for a session token before it tells its credentials',
    holds: (stage) => {
      for (const { inputs } of stage.all('aws:ec2/instance:Instance')) {
        expect(inputs.metadataOptions).toMatchObject({ httpTokens: 'required' });
      }
    },
  },
  {
    name: 'the disks of instances are encrypted',
    holds: (stage) => {
      for (const { inputs } of stage.all('aws:ec2/instance:Instance')) {
        expect(inputs.rootBlockDevice).toMatchObject({ encrypted: true });
      }
    },
  },
  {
    name: 'a newer machine image does not replace a running instance',
    holds: (stage) => {
      const instances = stage.all('aws:ec2/instance:Instance');
      expect(instances).not.toHaveLength(0);
      for (const { options } of instances) expect(options.ignoreChanges).toContain('ami');
    },
  },
  {
    name: 'instances are x86_64',
    holds: (stage) => {
      for (const { inputs } of stage.all('aws:ec2/instance:Instance')) {
        expect(inputs).toMatchObject({ ami: 'ami-x86_64', instanceType: 't3.nano' });
      }
    },
  },
  {
    name: 'production translates addresses by a managed gateway in each zone',
    kinds: ['production'],
    holds: (stage) => {
      expect(stage.all('NatGateway')).toHaveLength(2);
      expect(stage.all('aws:ec2/instance:Instance').map(({ name }) => name)).toEqual([
        'NetworkBastionInstance',
      ]);
    },
  },
  {
    name: 'other stages translate addresses by instances',
    kinds: ['staging', 'personal'],
    holds: (stage) => {
      expect(stage.all('NatGateway')).toHaveLength(0);
      expect(stage.all('aws:ec2/instance:Instance')).toHaveLength(2);
    },
  },
  {
    name: 'the network writes down every connection',
    holds: (stage) => {
      expect(stage.inputs('FlowLog')).toMatchObject({
        vpcId: stage.id('aws:ec2/vpc:Vpc'),
        trafficType: 'ALL',
        logDestination: `${stage.arn('aws:s3/bucket:Bucket', 'LogsBucket')}/network/`,
      });
    },
  },
  {
    name: 'the default security group lets nothing in or out',
    holds: (stage) => {
      expect(stage.inputs('DefaultSecurityGroup')).toMatchObject({ ingress: [], egress: [] });
    },
  },
  {
    name: 'nothing but the load balancer listens to the world, on 80 and 443',
    holds: (stage) => {
      const open = stage
        .all('aws:ec2/securityGroup:SecurityGroup')
        .flatMap(({ name }) => stage.ways(name, 'ingress').map((way) => ({ name, ...way })))
        .filter(({ peer }) => WHOLE_WORLD.includes(peer));
      expect(open.map(({ name, ports }) => `${name} ${ports}`).sort()).toEqual([
        'ApiLoadBalancerSecurityGroup 443',
        'ApiLoadBalancerSecurityGroup 80',
      ]);
    },
  },
  {
    name: 'every security group and rule says what it is for',
    holds: (stage) => {
      const groups = stage.all('aws:ec2/securityGroup:SecurityGroup').map(({ inputs }) => inputs);
      const rules = [...stage.all('SecurityGroupIngressRule'), ...stage.all('SecurityGroupEgressRule')];
      const own = groups.flatMap((group) =>
        ['ingress', 'egress'].flatMap((way) => (group[way] ?? []) as Record<string, unknown>[]),
      );
      for (const { description } of [...groups, ...own, ...rules.map(({ inputs }) => inputs)]) {
        expect(description).toMatch(/^(?!Managed by).{3,}/);
      }
    },
  },
  {
    name: 'the isolated subnets have no route but within the network',
    holds: (stage) => {
      const table = stage.id('RouteTable', 'IsolatedRoutes');
      expect(stage.inputs('RouteTable', 'IsolatedRoutes').routes).toEqual([]);
      expect(stage.all('aws:ec2/route:Route')).toEqual([]);
      const associations = stage.all('RouteTableAssociation').map(({ inputs }) => inputs);
      for (const subnetId of isolated(stage)) {
        expect(associations.filter((one) => one.subnetId === subnetId)).toEqual([
          { subnetId, routeTableId: table },
        ]);
      }
    },
  },
  {
    name: 'the isolated subnets give nobody a public address',
    holds: (stage) => {
      for (const index of [1, 2]) {
        expect(stage.inputs('Subnet', `IsolatedSubnet${index}`).mapPublicIpOnLaunch).toBe(false);
      }
    },
  },
  {
    name: 'the resolver of the network answers for the names that a stage needs, and for no other',
    holds: (stage) => {
      const domainsOf = (rule: string): unknown => {
        const { firewallDomainListId: id } = stage.inputs('ResolverFirewallRule', rule);
        const list = stage.all('ResolverFirewallDomainList').find(({ outputs }) => outputs.id === id);
        return list?.inputs.domains;
      };
      expect(domainsOf('DnsAllow')).toEqual([
        '*.amazonaws.com',
        '*.api.aws',
        '*.compute.internal',
        '*.ec2.internal',
        `*.chancery-${stage.name}.internal`,
        'api.clerk.com',
        'api.anthropic.com',
        'api.openai.com',
        'generativelanguage.googleapis.com',
      ]);
      expect(domainsOf('DnsBlock')).toEqual(['*']);
      // The exceptions stand before what they are exceptions from.
      expect(stage.one('ResolverFirewallRule', 'DnsBlock').options.dependsOn).toContain('DnsAllow');
      const [allow, block] = [
        stage.inputs('ResolverFirewallRule', 'DnsAllow'),
        stage.inputs('ResolverFirewallRule', 'DnsBlock'),
      ];
      expect(allow.action).toBe('ALLOW');
      expect(block).toMatchObject({ action: 'BLOCK', blockResponse: 'NXDOMAIN' });
      expect(Number(allow.priority)).toBeLessThan(Number(block.priority));
      const group = stage.id('ResolverFirewallRuleGroup', 'DnsRules');
      expect([allow.firewallRuleGroupId, block.firewallRuleGroupId]).toEqual([group, group]);
      expect(stage.inputs('ResolverFirewallRuleGroupAssociation', 'DnsFirewall')).toMatchObject({
        firewallRuleGroupId: group,
        vpcId: stage.id('aws:ec2/vpc:Vpc', 'NetworkVpc'),
      });
    },
  },
  {
    name: 'the isolated subnets reach the image registry and the log by interface endpoints',
    holds: (stage) => {
      const endpoints = stage
        .all('VpcEndpoint')
        .filter(({ inputs }) => inputs.vpcEndpointType === 'Interface');
      expect(endpoints.map(({ inputs }) => String(inputs.serviceName)).sort()).toEqual([
        'com.amazonaws.eu-west-2.ecr.api',
        'com.amazonaws.eu-west-2.ecr.dkr',
        'com.amazonaws.eu-west-2.logs',
      ]);
      for (const { inputs } of endpoints) {
        expect(inputs).toMatchObject({
          privateDnsEnabled: true,
          subnetIds: isolated(stage),
          securityGroupIds: [stage.id('SecurityGroup', 'EndpointGroup')],
        });
      }
    },
  },
  {
    name: 'the endpoints admit every task, since their names resolve to them in the whole network',
    holds: (stage) => {
      expect(stage.ways('EndpointGroup', 'ingress')).toEqual([{ ports: '443', peer: '10.0.0.0/16' }]);
    },
  },
  {
    name: 'the endpoints carry what tasks of this account need to start, and nothing that another account signs',
    holds: (stage) => {
      const pulling = [
        'ecr:GetAuthorizationToken',
        'ecr:BatchCheckLayerAvailability',
        'ecr:GetDownloadUrlForLayer',
        'ecr:BatchGetImage',
      ];
      const carried = {
        RegistryApi: pulling,
        Registry: pulling,
        Log: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      };
      for (const [endpoint, actions] of Object.entries(carried)) {
        expect(statementsOf(stage.inputs('VpcEndpoint', `${endpoint}Endpoint`).policy), endpoint).toEqual([
          {
            Sid: 'TasksOfThisAccount',
            Effect: 'Allow',
            Action: actions,
            Resource: ['*'],
            Principal: '*',
            Condition: { StringEquals: { 'aws:PrincipalAccount': ['123456789012'] } },
          },
        ]);
      }
    },
  },
  {
    name: 'the gateway to S3 admits reading the layers of images and nothing else',
    holds: (stage) => {
      const gateway = stage.inputs('VpcEndpoint', 'LayersEndpoint');
      expect(gateway).toMatchObject({
        vpcEndpointType: 'Gateway',
        serviceName: 'com.amazonaws.eu-west-2.s3',
        routeTableIds: [stage.id('RouteTable', 'IsolatedRoutes')],
      });
      const { Statement } = JSON.parse(String(gateway.policy)) as { Statement: unknown };
      expect(Statement).toEqual([
        {
          Sid: 'LayersOfImages',
          Effect: 'Allow',
          Action: ['s3:GetObject'],
          Resource: ['arn:aws:s3:::prod-eu-west-2-starport-layer-bucket/*'],
          Principal: '*',
        },
      ]);
    },
  },
  {
    name: 'the converter is reached from the worker alone, on 4300',
    holds: (stage) => {
      expect(stage.ways('ConverterGroup', 'ingress')).toEqual([
        { ports: '4300', peer: stage.id('SecurityGroup', 'WorkerGroup') },
      ]);
    },
  },
  {
    name: 'the converter reaches the endpoints and nothing else',
    holds: (stage) => {
      expect(stage.ways('ConverterGroup', 'egress')).toEqual([
        { ports: '443', peer: stage.id('SecurityGroup', 'EndpointGroup') },
        { ports: '443', peer: String(stage.one('VpcEndpoint', 'LayersEndpoint').outputs.prefixListId) },
      ]);
    },
  },
  {
    name: 'the API is reached from the load balancer alone',
    holds: (stage) => {
      expect(stage.ways('ApiGroup', 'ingress')).toEqual([
        { ports: '4000', peer: stage.id('SecurityGroup', 'ApiLoadBalancerSecurityGroup') },
      ]);
    },
  },
  {
    name: 'nobody reaches the worker',
    holds: (stage) => expect(stage.ways('WorkerGroup', 'ingress')).toEqual([]),
  },
  {
    name: 'the load balancer reaches the API and nothing else',
    holds: (stage) => {
      expect(stage.ways('ApiLoadBalancerSecurityGroup', 'egress')).toEqual([
        { ports: '4000', peer: stage.id('SecurityGroup', 'ApiGroup') },
      ]);
    },
  },
  {
    name: 'API and worker leave the network over HTTPS only',
    holds: (stage) => {
      for (const group of ['ApiGroup', 'WorkerGroup']) {
        const outside = stage.ways(group, 'egress').filter(({ peer }) => WHOLE_WORLD.includes(peer));
        expect(outside).toEqual([{ ports: '443', peer: WORLD }]);
      }
    },
  },
  {
    name: 'the database is reached by API, worker, its proxy and the bastion alone',
    holds: (stage) => {
      const id = (name: string): string => stage.id('SecurityGroup', name);
      const peers = [id('ApiGroup'), id('WorkerGroup'), id('DatabaseGroup'), id(bastionGroup(stage))];
      expect(stage.ways('DatabaseGroup', 'ingress').sort((a, b) => a.peer.localeCompare(b.peer))).toEqual(
        peers.sort((a, b) => a.localeCompare(b)).map((peer) => ({ ports: '5432', peer })),
      );
      expect(stage.ways('DatabaseGroup', 'egress')).toEqual([{ ports: '5432', peer: id('DatabaseGroup') }]);
    },
  },
];
