import type { StagePolicy } from './stage-policy.ts';

type Props = Record<string, unknown>;
type Patch = (props: Props, name: string) => Props;

interface PolicyStatement {
  Action?: string | string[];
  Resource?: string | string[];
  Principal?: Record<string, string | string[]>;
  Condition?: unknown;
  [key: string]: unknown;
}
interface PolicyText {
  Statement: PolicyStatement[];
}
interface InlinePolicy {
  name: string;
  policy: string;
}
interface Rule {
  protocol?: string;
  fromPort?: number;
  description?: string;
}

/** The site's build may know these of the machine that deploys; SST would hand over all of it, secrets included. */
const BUILDER_MAY_KNOW = /^(SST|SST_RESOURCE_App|NODE_ENV|PATH|HOME|LANG|TZ|CI)$/;

/** The account as a whole among a role's trusted principals lets each of its principals take the role. */
function withoutAccountTrust(document: unknown): $util.Output<string> {
  return $util.output(document as string | PolicyText).apply((given) => {
    const policy = typeof given === 'string' ? (JSON.parse(given) as PolicyText) : given;
    const statements = policy.Statement.map((statement) => {
      const { AWS, ...rest } = statement.Principal ?? {};
      const whole = [AWS ?? []].flat().some((principal) => /(:root|^\d{12})$/.test(principal));
      return whole ? { ...statement, Principal: rest } : statement;
    });
    return JSON.stringify({ ...policy, Statement: statements });
  });
}

/**
 * Without its condition the bucket answers any distribution that knows its name, whoever made it. The one of the stage
 * cannot be named: it is made after the bucket.
 */
function forDistributionsOf(accountId: string, statement: PolicyStatement): PolicyStatement {
  const services = [statement.Principal?.Service ?? []].flat();
  if (!services.includes('cloudfront.amazonaws.com')) return statement;
  const distributions = `arn:aws:cloudfront::${accountId}:distribution/*`;
  return { ...statement, Condition: { ArnLike: { 'aws:SourceArn': distributions } } };
}

/** The site may invalidate the distributions of its own stage, not those of the account. */
function narrowed(statement: PolicyStatement, accountId: string): PolicyStatement {
  if ([statement.Action].flat().join() !== 'cloudfront:CreateInvalidation') return statement;
  return {
    ...statement,
    Resource: [`arn:aws:cloudfront::${accountId}:distribution/*`],
    Condition: {
      StringEquals: { 'aws:ResourceTag/app': $app.name, 'aws:ResourceTag/stage': $app.stage },
    },
  };
}

/**
 * Raises what SST leaves open in resources that its components make and no argument of theirs reaches. Called
 * before anything is made. What SST has arguments for is set where the component is made.
 */
export function harden(policy: StagePolicy, key: aws.kms.Key): void {
  const { accountId } = aws.getCallerIdentityOutput();

  const inlinePolicies = (policies: unknown, role: string): $util.Output<InlinePolicy[]> =>
    $util
      .all([$util.output(policies as InlinePolicy[] | undefined), key.arn, accountId])
      .apply(([list, keyArn, account]) =>
        (list ?? []).map(({ name, policy: text }) => {
          const document = JSON.parse(text) as PolicyText;
          const statements = document.Statement.map((statement) => narrowed(statement, account));
          // The proxy reads the database's secret, which is encrypted with our key.
          if (role === 'DatabaseProxyRole') {
            statements.push({ Effect: 'Allow', Action: ['kms:Decrypt'], Resource: [keyArn] });
          }
          return { name, policy: JSON.stringify({ ...document, Statement: statements }) };
        }),
      );
  const described = (rules: unknown, way: string): $util.Output<Rule[] | undefined> =>
    $util
      .output(rules as Rule[] | undefined)
      .apply((list) =>
        list?.map((rule) => ({ description: `${way}, ${rule.protocol} from ${rule.fromPort}`, ...rule })),
      );

  const patches: Record<string, Patch> = {
    'aws:cloudwatch/logGroup:LogGroup': (props) => ({
      ...props,
      kmsKeyId: key.arn,
      retentionInDays: policy.logDays,
    }),
    'aws:secretsmanager/secret:Secret': (props) => ({
      ...props,
      kmsKeyId: key.arn,
      recoveryWindowInDays: policy.secretRecoveryDays,
    }),
    'aws:ssm/parameter:Parameter': (props) => ({ ...props, keyId: key.arn }),
    'aws:sqs/queue:Queue': (props) => ({ ...props, sqsManagedSseEnabled: true }),
    'aws:dynamodb/table:Table': (props) => ({
      ...props,
      serverSideEncryption: { enabled: true, kmsKeyArn: undefined },
    }),
    'aws:ec2/instance:Instance': (props) => ({
      ...props,
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      rootBlockDevice: { ...(props.rootBlockDevice as Props | undefined), encrypted: true },
    }),
    'aws:iam/role:Role': (props, name) => ({
      ...props,
      assumeRolePolicy: withoutAccountTrust(props.assumeRolePolicy),
      inlinePolicies: inlinePolicies(props.inlinePolicies, name),
      // It would log in every region where somebody visits, to groups that nobody made and nothing ends.
      ...(name === 'WebEdgeFunctionRole' ? { managedPolicyArns: [] } : {}),
    }),
    'aws:s3/bucketPolicy:BucketPolicy': (props) => ({
      ...props,
      policy: $util.all([$util.output(props.policy as string), accountId]).apply(([text, account]) => {
        const document = JSON.parse(text) as PolicyText;
        const statements = document.Statement.map((statement) => forDistributionsOf(account, statement));
        return JSON.stringify({ ...document, Statement: statements });
      }),
    }),
    'aws:ec2/securityGroup:SecurityGroup': (props, name) => ({
      ...props,
      description: /^Managed by/.test(String(props.description))
        ? `${name} of chancery-${$app.stage}`
        : props.description,
      ingress: described(props.ingress, 'in'),
      egress: described(props.egress, 'out'),
    }),
    // The site's functions stand behind one origin: nobody calls them across origins.
    'aws:lambda/functionUrl:FunctionUrl': (props) => ({ ...props, cors: undefined }),
    'aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace': (props) => ({
      ...props,
      name: `chancery-${$app.stage}.internal`,
    }),
    'aws:servicediscovery/service:Service': (props, name) => ({
      ...props,
      name: name.replace('CloudmapService', '').toLowerCase(),
      dnsConfig: $util.output(props.dnsConfig as Props).apply((config) => ({
        ...config,
        // A converter that was replaced is forgotten soon.
        dnsRecords: [{ type: 'A', ttl: 10 }],
      })),
    }),
    'command:local:Command': (props) => ({
      ...props,
      environment: $util.secret(
        $util
          .output(props.environment as Record<string, string>)
          .apply((all) =>
            Object.fromEntries(Object.entries(all).filter(([name]) => BUILDER_MAY_KNOW.test(name))),
          ),
      ),
    }),
  };
  $util.runtime.registerStackTransformation(({ type, name, props, opts }) => {
    const patch = patches[type];
    return patch ? { props: patch(props as Props, name), opts } : undefined;
  });
}
