// What AWS would answer: outputs of resources, and look-ups.

export const ACCOUNT = '123456789012';
/** Begins every value that must stay a secret, so that a leak is found by searching for it. */
export const SENTINEL = 's3nt1nel-';

type Inputs = Record<string, unknown>;
type Outputs = Record<string, unknown>;

const text = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

/** Amazon Resource Names in the shape that the config takes apart. */
export function arnOf(type: string, name: string, inputs: Inputs, region: string): string {
  const at = (service: string, rest: string): string => `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
  const named = text(inputs.name, name);
  const shapes: Record<string, () => string> = {
    'aws:s3/bucket:Bucket': () => `arn:aws:s3:::${text(inputs.bucket, name)}`,
    'aws:secretsmanager/secret:Secret': () => at('secretsmanager', `secret:${named}-AbCdEf`),
    'aws:iam/role:Role': () => `arn:aws:iam::${ACCOUNT}:role/${named}`,
    'aws:ecs/cluster:Cluster': () => at('ecs', `cluster/${named}`),
    'aws:ecs/taskDefinition:TaskDefinition': () =>
      at('ecs', `task-definition/${text(inputs.family, name)}:1`),
    'aws:lb/targetGroup:TargetGroup': () =>
      at('elasticloadbalancing', `targetgroup/${name}/0123456789abcdef`),
    'aws:lb/loadBalancer:LoadBalancer': () =>
      at('elasticloadbalancing', `loadbalancer/app/${named}/0123456789abcdef`),
    'aws:kms/key:Key': () => at('kms', `key/${name}`),
    'aws:sns/topic:Topic': () => at('sns', named),
    'aws:sesv2/emailIdentity:EmailIdentity': () => at('ses', `identity/${text(inputs.emailIdentity, name)}`),
    'aws:sesv2/configurationSet:ConfigurationSet': () =>
      at('ses', `configuration-set/${text(inputs.configurationSetName, name)}`),
    'aws:cloudfront/distribution:Distribution': () => `arn:aws:cloudfront::${ACCOUNT}:distribution/${name}`,
    'aws:lambda/layerVersion:LayerVersion': () => at('lambda', `layer:${text(inputs.layerName, name)}:1`),
  };
  return shapes[type]?.() ?? at('mock', `${type.split(':').pop()}/${name}`);
}

/** What AWS adds to a resource once it is made. */
export function outputsOf(type: string, name: string, inputs: Inputs, region: string): Outputs {
  const host = (kind: string): string => `${name.toLowerCase()}.${kind}.${region}.rds.amazonaws.com`;
  const bucket = text(inputs.bucket, name);
  const shapes: Record<string, () => Outputs> = {
    'aws:rds/cluster:Cluster': () => ({
      endpoint: host('cluster-x'),
      readerEndpoint: host('cluster-ro-x'),
      port: 5432,
      clusterIdentifier: text(inputs.clusterIdentifier, name),
    }),
    'aws:rds/clusterInstance:ClusterInstance': () => ({ port: 5432 }),
    'aws:rds/proxy:Proxy': () => ({ endpoint: host('proxy-x') }),
    'random:index/randomPassword:RandomPassword': () => ({ result: `${SENTINEL}database-password` }),
    'random:index/randomBytes:RandomBytes': () => ({
      base64: Buffer.alloc(32).toString('base64'),
      hex: '00',
    }),
    'tls:index/privateKey:PrivateKey': () => ({
      privateKeyOpenssh: `${SENTINEL}bastion-key`,
      publicKeyOpenssh: 'ssh-rsa AAAA',
    }),
    'aws:lb/loadBalancer:LoadBalancer': () => ({
      dnsName: `${name}.${region}.elb.amazonaws.com`,
      zoneId: 'ZLB',
      arnSuffix: `app/${name}/0123456789abcdef`,
    }),
    'aws:cloudfront/distribution:Distribution': () => ({
      domainName: `${name}.cloudfront.net`,
      hostedZoneId: 'Z2FDTNDATAQYW2',
      status: 'Deployed',
    }),
    'aws:lambda/function:Function': () => ({
      codeSha256: 'sha',
      qualifiedArn: `arn:aws:lambda:${region}:${ACCOUNT}:function:${name}:1`,
      invokeArn: 'invoke',
    }),
    'aws:lambda/functionUrl:FunctionUrl': () => ({
      functionUrl: `https://${name.toLowerCase()}.lambda-url.${region}.on.aws/`,
    }),
    'aws:s3/bucket:Bucket': () => ({
      bucketRegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
      bucketDomainName: `${bucket}.s3.amazonaws.com`,
    }),
    'aws:acm/certificate:Certificate': () => ({
      domainValidationOptions: [
        {
          domainName: inputs.domainName,
          resourceRecordName: `_x.${text(inputs.domainName, '')}`,
          resourceRecordType: 'CNAME',
          resourceRecordValue: '_y.acm',
        },
      ],
    }),
    'aws:sesv2/emailIdentity:EmailIdentity': () => ({
      dkimSigningAttributes: { tokens: ['t1', 't2', 't3'] },
    }),
    'aws:secretsmanager/secretVersion:SecretVersion': () => ({ versionId: `version-of-${name}` }),
    'docker-build:index:Image': () => ({ digest: `sha256:${'0'.repeat(64)}`, ref: 'mock' }),
    'aws:ecr/repository:Repository': () => ({
      repositoryUrl: `${ACCOUNT}.dkr.ecr.${region}.amazonaws.com/${text(inputs.name, name)}`,
      registryId: ACCOUNT,
    }),
    'aws:ec2/eip:Eip': () => ({ publicIp: '203.0.113.1' }),
    'aws:ec2/instance:Instance': () => ({
      publicIp: '203.0.113.2',
      primaryNetworkInterfaceId: `${name}-interface`,
    }),
    'aws:ec2/vpcEndpoint:VpcEndpoint': () => ({ prefixListId: `${name}-prefix-list` }),
    'aws:ecs/taskDefinition:TaskDefinition': () => ({ revision: 1 }),
    'aws:sqs/queue:Queue': () => ({
      url: `https://sqs.${region}.amazonaws.com/${ACCOUNT}/${text(inputs.name, name)}`,
    }),
    'pulumi-nodejs:dynamic:Resource': () => (name.includes('HostedZoneLookup') ? { zoneId: 'ZHOSTED' } : {}),
  };
  return shapes[type]?.() ?? {};
}

interface Statement {
  sid?: string;
  effect?: string;
  actions?: string[];
  resources?: string[];
  principals?: { type: string; identifiers: string[] }[];
  conditions?: { test: string; variable: string; values: string[] }[];
}

/** The document that AWS makes of statements. */
function policyText(statements: Statement[] = []): string {
  const principal = (list: NonNullable<Statement['principals']>): unknown => {
    if (list.some(({ type }) => type === '*')) return '*';
    const byType: Record<string, string[]> = {};
    for (const { type, identifiers } of list) byType[type] = [...(byType[type] ?? []), ...identifiers];
    return byType;
  };
  const condition = (list: NonNullable<Statement['conditions']>): unknown => {
    const byTest: Record<string, Record<string, string[]>> = {};
    for (const { test, variable, values } of list) (byTest[test] ??= {})[variable] = values;
    return byTest;
  };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ sid, effect, actions, resources, principals, conditions }) => ({
      ...(sid ? { Sid: sid } : {}),
      Effect: effect ?? 'Allow',
      Action: actions,
      Resource: resources,
      ...(principals ? { Principal: principal(principals) } : {}),
      ...(conditions && conditions.length > 0 ? { Condition: condition(conditions) } : {}),
    })),
  });
}

interface Filter {
  name: string;
  values: string[];
}

/** Answers a look-up; undefined for one that nobody thought of, which fails the run. */
export function lookUp(token: string, inputs: Inputs, region: string): Outputs | undefined {
  const shapes: Record<string, () => Outputs> = {
    'aws:index/getRegion:getRegion': () => ({ region, name: region, id: region }),
    'aws:index/getPartition:getPartition': () => ({
      partition: 'aws',
      dnsSuffix: 'amazonaws.com',
      id: 'aws',
    }),
    'aws:index/getCallerIdentity:getCallerIdentity': () => ({
      accountId: ACCOUNT,
      arn: `arn:aws:iam::${ACCOUNT}:user/deployer`,
      userId: 'deployer',
      id: ACCOUNT,
    }),
    'aws:index/getAvailabilityZones:getAvailabilityZones': () => ({
      names: ['a', 'b', 'c'].map((zone) => region + zone),
      zoneIds: [],
      id: region,
    }),
    'aws:iam/getPolicyDocument:getPolicyDocument': () => {
      const json = policyText(inputs.statements as Statement[] | undefined);
      return { ...inputs, id: '1', json, minifiedJson: json };
    },
    'aws:ec2/getAmi:getAmi': () => {
      const architecture = (inputs.filters as Filter[]).find(({ name }) => name === 'architecture')
        ?.values[0];
      return { id: `ami-${architecture}`, architecture };
    },
    'aws:ecr/getAuthorizationToken:getAuthorizationToken': () => ({
      proxyEndpoint: 'https://ecr',
      userName: 'AWS',
      password: `${SENTINEL}registry-password`,
      authorizationToken: 'token',
    }),
    'aws:route53/getZone:getZone': () => ({ zoneId: 'ZHOSTED', id: 'ZHOSTED', name: 'chancery.example' }),
  };
  return shapes[token]?.();
}
