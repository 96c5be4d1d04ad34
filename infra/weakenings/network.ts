import { weaken, type Weakening } from '../testing/property.ts';

const network = 'network.ts';
const isolated = 'isolated-subnets.ts';
const groups = 'security-groups.ts';

const resolver = 'the resolver of the network answers for the names that a stage needs, and for no other';

export const weakenedNetwork: Weakening[] = [
  weaken(resolver, 'dns-firewall.ts', "action: 'BLOCK',", "action: 'ALERT',"),
  weaken(resolver, 'dns-firewall.ts', '{ dependsOn: [allow] },', '{},'),
  weaken(resolver, 'dns-firewall.ts', 'priority: 100,', 'priority: 300,'),
  weaken(resolver, 'dns-firewall.ts', "list('Others', ['*'])", "list('Others', ['*.example'])"),
  weaken(resolver, 'dns-firewall.ts', "['*.amazonaws.com', ", "['*.com', '*.amazonaws.com', "),
  weaken(
    'the network has public and private subnets in two zones',
    network,
    'az: 2,',
    "az: ['eu-west-2a', 'eu-west-2a'],",
  ),
  weaken(
    'the bastion is reached over SSH from the given addresses alone',
    network,
    'cidrBlocks: [address],',
    "cidrBlocks: ['0.0.0.0/0'],",
  ),
  weaken(
    'the bastion is reached over SSH from the given addresses alone',
    network,
    '[fromInside, ...fromGivenAddresses]',
    "[fromInside, ...fromGivenAddresses, { ...fromInside, cidrBlocks: ['0.0.0.0/0'] }]",
    'staging',
  ),
  weaken(
    'the bastion asks for a session token before it tells its credentials',
    'hardening.ts',
    "httpTokens: 'required'",
    "httpTokens: 'optional'",
  ),
  weaken('the disks of instances are encrypted', 'hardening.ts', ', encrypted: true }', ' }'),
  weaken(
    'a newer machine image does not replace a running instance',
    network,
    '        keepImage(opts);\n',
    '',
  ),
  weaken(
    'a newer machine image does not replace a running instance',
    network,
    'natInstance: (_args, opts) => keepImage(opts),',
    '',
    'jane',
  ),
  weaken('instances are x86_64', network, "instanceType: 't3.nano'", "instanceType: 't4g.nano'"),
  weaken(
    'production translates addresses by a managed gateway in each zone',
    'stage-policy.ts',
    "nat: 'managed',",
    "nat: 'instance',",
  ),
  weaken(
    'other stages translate addresses by instances',
    'stage-policy.ts',
    "nat: 'instance',",
    "nat: 'managed',",
    'staging',
  ),
  weaken('the network writes down every connection', network, "trafficType: 'ALL'", "trafficType: 'REJECT'"),
  weaken('the default security group lets nothing in or out', network, 'args.egress = [];', ''),
  weaken(
    'nothing but the load balancer listens to the world, on 80 and 443',
    'load-balancer.ts',
    'args.ingress = [80, 443]',
    'args.ingress = [80, 443, 8080]',
  ),
  weaken(
    'nothing but the load balancer listens to the world, on 80 and 443',
    network,
    '[fromInside, ...fromGivenAddresses]',
    "[{ ...fromInside, ipv6CidrBlocks: ['::/0'] }, ...fromGivenAddresses]",
    'jane',
  ),
  weaken(
    'every security group and rule says what it is for',
    'hardening.ts',
    '.test(String(props.description))',
    ".test('')",
  ),
  weaken(
    'the isolated subnets have no route but within the network',
    isolated,
    'routes: [] });',
    "routes: [{ cidrBlock: '0.0.0.0/0', gatewayId: vpc.nodes.internetGateway.id }] });",
  ),
  weaken(
    'the isolated subnets have no route but within the network',
    isolated,
    'routeTableId: routes.id,',
    'routeTableId: vpc.nodes.vpc.defaultRouteTableId,',
  ),
  weaken(
    'the isolated subnets give nobody a public address',
    isolated,
    'mapPublicIpOnLaunch: false',
    'mapPublicIpOnLaunch: true',
  ),
  weaken(
    'the isolated subnets reach the image registry and the log by interface endpoints',
    isolated,
    "  Log: { service: 'logs', actions: logging },\n",
    '',
  ),
  weaken(
    'the endpoints admit every task, since their names resolve to them in the whole network',
    isolated,
    'cidrBlocks: [NETWORK],',
    "cidrBlocks: ['10.0.240.0/23'],",
  ),
  weaken(
    'the endpoints carry what tasks of this account need to start, and nothing that another account signs',
    isolated,
    "variable: 'aws:PrincipalAccount', values: [accountId]",
    "variable: 'aws:SecureTransport', values: ['true']",
  ),
  weaken(
    'the endpoints carry what tasks of this account need to start, and nothing that another account signs',
    isolated,
    "const logging = ['logs:CreateLogStream', 'logs:PutLogEvents'];",
    "const logging = ['logs:*'];",
  ),
  weaken(
    'the gateway to S3 admits reading the layers of images and nothing else',
    isolated,
    'resources: [layersOf(region)],',
    "resources: ['*'],",
  ),
  weaken(
    'the converter is reached from the worker alone, on 4300',
    groups,
    "way('worker', 'converter', ports.converter);",
    "way('worker', 'converter', ports.converter);\n  way('api', 'converter', ports.converter);",
  ),
  weaken(
    'the converter reaches the endpoints and nothing else',
    groups,
    "of ['api', 'worker'] as const",
    "of ['api', 'worker', 'converter'] as const",
  ),
  weaken(
    'the API is reached from the load balancer alone',
    groups,
    "way('api', 'database', POSTGRES);",
    "way('api', 'database', POSTGRES);\n  way('worker', 'api', ports.api);",
  ),
  weaken(
    'nobody reaches the worker',
    groups,
    "way('api', 'database', POSTGRES);",
    "way('api', 'database', POSTGRES);\n  way('api', 'worker', ports.worker);",
  ),
  weaken(
    'the load balancer reaches the API and nothing else',
    'load-balancer.ts',
    'securityGroups: [groups.api.id],',
    "cidrBlocks: ['0.0.0.0/0'],",
  ),
  weaken(
    'API and worker leave the network over HTTPS only',
    groups,
    "const https = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 };",
    "const https = { ipProtocol: '-1', fromPort: 0, toPort: 0 };",
  ),
  weaken(
    'API and worker leave the network over HTTPS only',
    groups,
    "  new aws.vpc.SecurityGroupEgressRule('EndpointsOfConverter', {",
    "  new aws.vpc.SecurityGroupEgressRule('Weakened', { securityGroupId: groups.api.id, ipProtocol: '-1', cidrIpv6: '::/0' });\n  new aws.vpc.SecurityGroupEgressRule('EndpointsOfConverter', {",
  ),
  weaken(
    'the database is reached by API, worker, its proxy and the bastion alone',
    groups,
    "way('database', 'database', POSTGRES);",
    "way('database', 'database', POSTGRES);\n  way('converter', 'database', POSTGRES);",
  ),
];
