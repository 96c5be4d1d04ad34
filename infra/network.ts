import type { DeploySettings } from './settings.ts';
import type { StagePolicy } from './stage-policy.ts';

/** The address range of a stage's network, as SST lays it out. */
export const NETWORK = '10.0.0.0/16';

const cheapest = { instanceType: 't3.nano', architecture: 'x86_64' } as const;

/** The newest image of an owner, for instances that hold nothing. */
function imageOf(owner: string, name: string): $util.Output<string> {
  return aws.ec2.getAmiOutput({
    owners: [owner],
    mostRecent: true,
    filters: [
      { name: 'name', values: [name] },
      { name: 'architecture', values: [cheapest.architecture] },
    ],
  }).id;
}

/**
 * Two zones with public and private subnets. People reach the database through a bastion that admits the given
 * addresses alone; where instances translate addresses, the first of them is the bastion too.
 */
export function createNetwork(
  policy: StagePolicy,
  settings: DeploySettings,
  logs: sst.aws.Bucket,
): sst.aws.Vpc {
  const fromGivenAddresses = settings.bastionAddresses.map((address) => ({
    description: 'SSH from a given address',
    protocol: 'tcp',
    fromPort: 22,
    toPort: 22,
    cidrBlocks: [address],
  }));
  const fromInside = {
    description: 'Everything from inside the network, to be passed on',
    protocol: '-1',
    fromPort: 0,
    toPort: 0,
    cidrBlocks: [NETWORK],
  };
  // A newer image would replace the instance, and with it cut every connection, in the middle of a deployment.
  const keepImage = (opts: $util.CustomResourceOptions): undefined => {
    opts.ignoreChanges = [...(opts.ignoreChanges ?? []), 'ami'];
  };
  const vpc = new sst.aws.Vpc('Network', {
    az: 2,
    bastion: true,
    nat:
      policy.nat === 'managed'
        ? 'managed'
        : {
            ec2: {
              instance: cheapest.instanceType,
              ami: imageOf('568608671756', `fck-nat-al2023-*-${cheapest.architecture}-ebs`),
            },
          },
    transform: {
      bastionSecurityGroup: (args) => {
        args.ingress = fromGivenAddresses;
      },
      natSecurityGroup: (args) => {
        args.ingress = [fromInside, ...fromGivenAddresses];
      },
      bastionInstance: (args, opts) => {
        args.instanceType = cheapest.instanceType;
        args.ami = imageOf('amazon', 'al2023-ami-20*');
        keepImage(opts);
      },
      natInstance: (_args, opts) => keepImage(opts),
      // Nothing of ours is a member; what AWS would put here by default may speak to nobody.
      securityGroup: (args) => {
        args.ingress = [];
        args.egress = [];
      },
    },
  });
  new aws.ec2.FlowLog('NetworkFlowLog', {
    vpcId: vpc.id,
    trafficType: 'ALL',
    logDestinationType: 's3',
    logDestination: $interpolate`${logs.arn}/network/`,
  });
  return vpc;
}
