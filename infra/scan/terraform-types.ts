// Names of AWS resources in Pulumi and in Terraform: `aws:s3/bucketPolicy:BucketPolicy` is `aws_s3_bucket_policy`.

/** Modules whose resources are all called `aws_<prefix>_<resource>`. */
const prefixes: Record<string, string> = {
  acm: 'acm',
  appautoscaling: 'appautoscaling',
  cloudfront: 'cloudfront',
  dynamodb: 'dynamodb',
  ecr: 'ecr',
  ecs: 'ecs',
  iam: 'iam',
  kms: 'kms',
  lambda: 'lambda',
  route53: 'route53',
  s3: 's3',
  secretsmanager: 'secretsmanager',
  servicediscovery: 'service_discovery',
  ses: 'ses',
  sesv2: 'sesv2',
  sns: 'sns',
  sqs: 'sqs',
  ssm: 'ssm',
};

/** Everything else, and exceptions to the rule. */
const types: Record<string, string> = {
  'cloudwatch/dashboard': 'aws_cloudwatch_dashboard',
  'cloudwatch/logGroup': 'aws_cloudwatch_log_group',
  'cloudwatch/metricAlarm': 'aws_cloudwatch_metric_alarm',
  'ec2/defaultSecurityGroup': 'aws_default_security_group',
  'ec2/eip': 'aws_eip',
  'ec2/eipAssociation': 'aws_eip_association',
  'ec2/flowLog': 'aws_flow_log',
  'ec2/instance': 'aws_instance',
  'ec2/internetGateway': 'aws_internet_gateway',
  'ec2/keyPair': 'aws_key_pair',
  'ec2/natGateway': 'aws_nat_gateway',
  'ec2/routeTable': 'aws_route_table',
  'ec2/routeTableAssociation': 'aws_route_table_association',
  'ec2/securityGroup': 'aws_security_group',
  'ec2/subnet': 'aws_subnet',
  'ec2/vpc': 'aws_vpc',
  'ec2/vpcEndpoint': 'aws_vpc_endpoint',
  'lb/listener': 'aws_lb_listener',
  'lb/loadBalancer': 'aws_lb',
  'lb/targetGroup': 'aws_lb_target_group',
  'rds/cluster': 'aws_rds_cluster',
  'rds/clusterInstance': 'aws_rds_cluster_instance',
  'rds/clusterParameterGroup': 'aws_rds_cluster_parameter_group',
  'rds/parameterGroup': 'aws_db_parameter_group',
  'rds/proxy': 'aws_db_proxy',
  'rds/proxyDefaultTargetGroup': 'aws_db_proxy_default_target_group',
  'rds/proxyTarget': 'aws_db_proxy_target',
  'rds/subnetGroup': 'aws_db_subnet_group',
  's3/bucketObjectv2': 'aws_s3_object',
  'vpc/securityGroupEgressRule': 'aws_vpc_security_group_egress_rule',
  'vpc/securityGroupIngressRule': 'aws_vpc_security_group_ingress_rule',
};

/** `publiclyAccessible` as Terraform writes it: `publicly_accessible`. */
export const snakeCase = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * The Terraform type of an AWS resource.
 *
 * @throws for a type that nobody has named yet, with the line to add
 */
export function terraformType(type: string): string {
  const [, module, resource] = /^aws:(\w+)\/(\w+):\w+$/.exec(type) ?? [];
  if (!module || !resource) throw new Error(`${type} is no AWS resource type`);
  const prefix = prefixes[module];
  const found =
    types[`${module}/${resource}`] ?? (prefix ? `aws_${prefix}_${snakeCase(resource)}` : undefined);
  if (!found) {
    throw new Error(
      `the scanner is not told about ${type}: add '${module}/${resource}': 'aws_…' to the types in infra/scan/terraform-types.ts`,
    );
  }
  return found;
}
