import type { Graph, GraphResource } from '../testing/graph.ts';

/** One fault in a synthesised stage, and what the scanner must say of it. */
export interface WeakenedGraph {
  name: string;
  type: string;
  resource: string;
  change: (inputs: Record<string, unknown>) => void;
  /** Checks that pass without the fault, each with the address that breaks it. */
  flagged: [check: string, address: string][];
}

const everywhere = '0.0.0.0/0';

/** The policy of a role with one more statement. */
function alsoAllow(inputs: Record<string, unknown>, statement: object): void {
  inputs.inlinePolicies = [
    {
      name: 'weakened',
      policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] }),
    },
  ];
}

/** Each touches a resource, or a side of one, that no other does: so all are tried in one scan. */
export const weakenedGraphs: WeakenedGraph[] = [
  {
    name: 'a bucket of documents whose public access is not blocked',
    type: 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock',
    resource: 'DocumentsPublicAccessBlock',
    change: (inputs) => {
      Object.assign(inputs, { blockPublicAcls: false, blockPublicPolicy: false });
      Object.assign(inputs, { ignorePublicAcls: false, restrictPublicBuckets: false });
    },
    flagged: [
      ['CKV_AWS_53', 'aws_s3_bucket_public_access_block.DocumentsPublicAccessBlock'],
      ['CKV_AWS_54', 'aws_s3_bucket_public_access_block.DocumentsPublicAccessBlock'],
      ['CKV_AWS_55', 'aws_s3_bucket_public_access_block.DocumentsPublicAccessBlock'],
      ['CKV_AWS_56', 'aws_s3_bucket_public_access_block.DocumentsPublicAccessBlock'],
      ['CKV2_AWS_6', 'aws_s3_bucket.DocumentsBucket'],
    ],
  },
  {
    name: 'a bucket that anybody may read',
    type: 'aws:s3/bucketPolicy:BucketPolicy',
    resource: 'DocumentsPolicy',
    change: (inputs) => {
      const { Statement: statements } = JSON.parse(String(inputs.policy)) as { Statement: object[] };
      const open = { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'], Principal: '*' };
      inputs.policy = JSON.stringify({ Version: '2012-10-17', Statement: [...statements, open] });
    },
    flagged: [['CKV_AWS_70', 'aws_s3_bucket_policy.DocumentsPolicy']],
  },
  {
    name: 'documents without versions',
    type: 'aws:s3/bucketVersioning:BucketVersioning',
    resource: 'DocumentsVersioning',
    change: (inputs) => void (inputs.versioningConfiguration = { status: 'Suspended' }),
    flagged: [['CKV_AWS_21', 'aws_s3_bucket.DocumentsBucket']],
  },
  {
    name: 'a bastion that the world may knock at',
    type: 'aws:ec2/securityGroup:SecurityGroup',
    resource: 'NetworkBastionSecurityGroup',
    change: (inputs) => {
      const [rule] = inputs.ingress as object[];
      inputs.ingress = [{ ...rule, cidrBlocks: [everywhere] }];
    },
    flagged: [['CKV_AWS_24', 'aws_security_group.NetworkBastionSecurityGroup']],
  },
  {
    name: 'a load balancer with every port open',
    type: 'aws:ec2/securityGroup:SecurityGroup',
    resource: 'ApiLoadBalancerSecurityGroup',
    change: (inputs) => {
      inputs.ingress = [
        { description: 'all', protocol: '-1', fromPort: 0, toPort: 0, cidrBlocks: [everywhere] },
      ];
    },
    flagged: [
      ['CKV_AWS_24', 'aws_security_group.ApiLoadBalancerSecurityGroup'],
      ['CKV_AWS_25', 'aws_security_group.ApiLoadBalancerSecurityGroup'],
      ['CKV_AWS_277', 'aws_security_group.ApiLoadBalancerSecurityGroup'],
    ],
  },
  {
    name: 'a database group that admits the world',
    type: 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
    resource: 'DatabaseFromBastion',
    change: (inputs) => {
      delete inputs.referencedSecurityGroupId;
      Object.assign(inputs, { cidrIpv4: everywhere, fromPort: 0, toPort: 65_535 });
    },
    flagged: [['CKV_AWS_24', 'aws_vpc_security_group_ingress_rule.DatabaseFromBastion']],
  },
  {
    name: 'a database that is not encrypted',
    type: 'aws:rds/cluster:Cluster',
    resource: 'DatabaseCluster',
    change: (inputs) => {
      inputs.storageEncrypted = false;
      delete inputs.kmsKeyId;
    },
    flagged: [
      ['CKV_AWS_96', 'aws_rds_cluster.DatabaseCluster'],
      ['CKV_AWS_327', 'aws_rds_cluster.DatabaseCluster'],
    ],
  },
  {
    name: 'a database that may be deleted',
    type: 'aws:rds/cluster:Cluster',
    resource: 'DatabaseCluster',
    change: (inputs) => void (inputs.deletionProtection = false),
    flagged: [['CKV_AWS_139', 'aws_rds_cluster.DatabaseCluster']],
  },
  {
    name: 'a load balancer that may be deleted',
    type: 'aws:lb/loadBalancer:LoadBalancer',
    resource: 'ApiLoadBalancer',
    change: (inputs) => void (inputs.enableDeletionProtection = false),
    flagged: [['CKV_AWS_150', 'aws_lb.ApiLoadBalancer']],
  },
  {
    name: 'a listener that serves in plain text',
    type: 'aws:lb/listener:Listener',
    resource: 'ApiListenerHTTP80',
    change: (inputs) => {
      inputs.defaultActions = [{ type: 'forward', targetGroupArn: 'ApiTargetapiHTTP4000-id' }];
    },
    flagged: [
      ['CKV_AWS_2', 'aws_lb_listener.ApiListenerHTTP80'],
      ['CKV2_AWS_20', 'aws_lb.ApiLoadBalancer'],
    ],
  },
  {
    name: 'a listener with the TLS of yesterday',
    type: 'aws:lb/listener:Listener',
    resource: 'ApiListenerHTTPS443',
    change: (inputs) => void (inputs.sslPolicy = 'ELBSecurityPolicy-2016-08'),
    flagged: [['CKV_AWS_103', 'aws_lb_listener.ApiListenerHTTPS443']],
  },
  {
    name: 'a log that is kept by no rule',
    type: 'aws:cloudwatch/logGroup:LogGroup',
    resource: 'ApiLogGroupapi',
    change: (inputs) => void delete inputs.retentionInDays,
    flagged: [
      ['CKV_AWS_66', 'aws_cloudwatch_log_group.ApiLogGroupapi'],
      ['CKV_AWS_338', 'aws_cloudwatch_log_group.ApiLogGroupapi'],
    ],
  },
  {
    name: 'a log that is not encrypted with a key of ours',
    type: 'aws:cloudwatch/logGroup:LogGroup',
    resource: 'WorkerLogGroupworker',
    change: (inputs) => void delete inputs.kmsKeyId,
    flagged: [['CKV_AWS_158', 'aws_cloudwatch_log_group.WorkerLogGroupworker']],
  },
  {
    name: 'an instance that tells its role to whoever asks',
    type: 'aws:ec2/instance:Instance',
    resource: 'NetworkBastionInstance',
    change: (inputs) => void (inputs.metadataOptions = { httpEndpoint: 'enabled', httpTokens: 'optional' }),
    flagged: [['CKV_AWS_79', 'aws_instance.NetworkBastionInstance']],
  },
  {
    name: 'a function that answers to anybody',
    type: 'aws:lambda/functionUrl:FunctionUrl',
    resource: 'WebServerEuwest2Url',
    change: (inputs) => void (inputs.authorizationType = 'NONE'),
    flagged: [['CKV_AWS_258', 'aws_lambda_function_url.WebServerEuwest2Url']],
  },
  {
    name: 'a role that any principal of the account may take',
    type: 'aws:iam/role:Role',
    resource: 'WebEdgeFunctionRole',
    change: (inputs) => {
      const statement = {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: 'arn:aws:iam::123456789012:root' },
      };
      inputs.assumeRolePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    },
    flagged: [['CKV_AWS_61', 'aws_iam_role.WebEdgeFunctionRole']],
  },
  {
    name: 'a role that may do everything',
    type: 'aws:iam/role:Role',
    resource: 'ApiTaskRole',
    change: (inputs) => alsoAllow(inputs, { Action: ['*'], Resource: ['*'] }),
    flagged: [
      ['CKV_AWS_62', 'aws_iam_role_policy.ApiTaskRole_policy0'],
      ['CKV_AWS_63', 'aws_iam_role_policy.ApiTaskRole_policy0'],
    ],
  },
];

/**
 * The graph with all faults in it.
 *
 * @throws when a resource to weaken is not there, or no longer once
 */
export function weaken(graph: Graph): Graph {
  const weakened = structuredClone(graph);
  for (const { name, type, resource, change } of weakenedGraphs) {
    const found: GraphResource[] = weakened.resources.filter(
      (candidate) => candidate.type === type && candidate.name === resource,
    );
    if (found.length !== 1) throw new Error(`${name}: expected one ${resource}, found ${found.length}`);
    change(found[0]!.inputs);
  }
  return weakened;
}
