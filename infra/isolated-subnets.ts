import { policyDocument } from './policy-document.ts';
import { NETWORK } from './network.ts';

/** A place in the network with no way out but to the services that a task's image and log need. */
export interface IsolatedSubnets {
  subnetIds: $util.Output<string>[];
  /** Member of it: the addresses of the services. */
  endpointGroup: aws.ec2.SecurityGroup;
  /** The addresses of S3, reached through the gateway. */
  storePrefixList: $util.Output<string>;
  /** What must be there before a task can start here. */
  endpoints: aws.ec2.VpcEndpoint[];
}

/** Where Amazon keeps the layers of the images in its registry. */
const layersOf = (region: $util.Output<string>): $util.Output<string> =>
  $interpolate`arn:aws:s3:::prod-${region}-starport-layer-bucket/*`;

/** What a task's execution role asks of each endpoint, as AWS's own policy for that role has it. */
const pulling = [
  'ecr:GetAuthorizationToken',
  'ecr:BatchCheckLayerAvailability',
  'ecr:GetDownloadUrlForLayer',
  'ecr:BatchGetImage',
];
const logging = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const services = {
  RegistryApi: { service: 'ecr.api', actions: pulling },
  Registry: { service: 'ecr.dkr', actions: pulling },
  Log: { service: 'logs', actions: logging },
};

/** Subnets without a default route, with endpoints for the image registry and the log, and for the image's layers. */
export function createIsolatedSubnets(vpc: sst.aws.Vpc): IsolatedSubnets {
  const { region } = aws.getRegionOutput();
  const { accountId } = aws.getCallerIdentityOutput();
  const zones = vpc.nodes.privateSubnets.apply((subnets) => subnets.map((subnet) => subnet.availabilityZone));
  const routes = new aws.ec2.RouteTable('IsolatedRoutes', { vpcId: vpc.id, routes: [] });
  const subnets = [0, 1].map((index) => {
    const subnet = new aws.ec2.Subnet(`IsolatedSubnet${index + 1}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${240 + index}.0/24`,
      availabilityZone: zones.apply((names) => names[index]!),
      mapPublicIpOnLaunch: false,
    });
    new aws.ec2.RouteTableAssociation(`IsolatedRoutesOfSubnet${index + 1}`, {
      subnetId: subnet.id,
      routeTableId: routes.id,
    });
    return subnet;
  });
  const subnetIds = subnets.map((subnet) => subnet.id);

  const endpointGroup = new aws.ec2.SecurityGroup('EndpointGroup', {
    vpcId: vpc.id,
    description: 'Endpoints of the image registry and the log',
    // Their names resolve to these addresses in the whole network, so every task pulls its image through them.
    ingress: [
      {
        description: 'HTTPS from inside the network',
        protocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        cidrBlocks: [NETWORK],
      },
    ],
    egress: [],
  });
  const endpoints = Object.entries(services).map(
    ([name, { service, actions }]) =>
      new aws.ec2.VpcEndpoint(`${name}Endpoint`, {
        vpcId: vpc.id,
        vpcEndpointType: 'Interface',
        serviceName: $interpolate`com.amazonaws.${region}.${service}`,
        privateDnsEnabled: true,
        subnetIds,
        securityGroupIds: [endpointGroup.id],
        // Without one an endpoint carries whatever anybody signs, and a document that took the converter over could
        // bring keys of its own and write into another account's log or registry.
        policy: policyDocument([
          {
            sid: 'TasksOfThisAccount',
            actions,
            resources: ['*'],
            principals: [{ type: '*', identifiers: ['*'] }],
            conditions: [{ test: 'StringEquals', variable: 'aws:PrincipalAccount', values: [accountId] }],
          },
        ]),
      }),
  );
  const store = new aws.ec2.VpcEndpoint('LayersEndpoint', {
    vpcId: vpc.id,
    vpcEndpointType: 'Gateway',
    serviceName: $interpolate`com.amazonaws.${region}.s3`,
    routeTableIds: [routes.id],
    policy: policyDocument([
      {
        sid: 'LayersOfImages',
        actions: ['s3:GetObject'],
        resources: [layersOf(region)],
        principals: [{ type: '*', identifiers: ['*'] }],
      },
    ]),
  });
  return { subnetIds, endpointGroup, storePrefixList: store.prefixListId, endpoints: [...endpoints, store] };
}
