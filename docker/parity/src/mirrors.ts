/** A piece of the product on AWS and what stands for it on a laptop. */
export interface Mirror {
  aws: string;
  containers: string;
  embedded: string;
  differs: string;
  /** Test files that cover it; each exists. */
  coveredBy: string[];
}

const AS_ON_AWS = 'The same code and settings; one process instead of many';
const WHOLE_STACK = 'e2e/src/golden-path.spec.ts';
const SHIPPED_IMAGES = 'stack/src/containers/shipped-images.containers.test.ts';

/** The whole product, in the order of a request. */
export const mirrors: Mirror[] = [
  {
    aws: 'Web: CloudFront and Lambda (OpenNext)',
    containers: '`web`: Next standalone',
    embedded: 'Next standalone process',
    differs: 'No edge cache and no cold start.',
    coveredBy: [WHOLE_STACK, SHIPPED_IMAGES],
  },
  {
    aws: 'API: Fargate behind a load balancer',
    containers: '`api`',
    embedded: 'process',
    differs: `${AS_ON_AWS}; no TLS.`,
    coveredBy: [WHOLE_STACK, SHIPPED_IMAGES],
  },
  {
    aws: 'Background work: Fargate',
    containers: '`worker`',
    embedded: 'process',
    differs: `${AS_ON_AWS}.`,
    coveredBy: [WHOLE_STACK, SHIPPED_IMAGES],
  },
  {
    aws: 'Converter: Fargate in subnets without a way out',
    containers: '`converter` on a network without a way out',
    embedded: 'child process: the system’s LibreOffice or WebAssembly',
    differs:
      'That no byte leaves the converter is a promise of the containers and AWS. Embedded it has an empty environment, but the network of the machine and the files of the person who started it.',
    coveredBy: [
      'stack/src/containers/egress.containers.test.ts',
      'stack/src/containers/converter.containers.test.ts',
      'backend/src/convert/convert.integration.test.ts',
    ],
  },
  {
    aws: 'Database: Aurora Serverless v2, Postgres 17',
    containers: '`postgres`: Postgres 17',
    embedded: 'Postgres 17 from npm',
    differs: 'No failover, no scaling and no TLS.',
    coveredBy: ['stack/src/postgres/cluster.integration.test.ts'],
  },
  {
    aws: 'Pooling: RDS Proxy',
    containers: '`rds-proxy`: PgBouncer in transaction mode',
    embedded: 'none',
    differs:
      'RDS Proxy pins a connection that keeps session state; PgBouncer gives it to others, so that such a use fails here.',
    coveredBy: ['stack/src/containers/pooling.containers.test.ts'],
  },
  {
    aws: 'Objects: S3',
    containers: '`localstack`: LocalStack 4.14.0',
    embedded: '`docker/aws`',
    differs:
      'LocalStack keeps nothing over a restart of its container; `seed` notices by a marker object and lays the data anew. `docker/aws` keeps everything. Versions and encryption exist only on AWS; lifecycle rules are kept and do nothing here. The rest stands below.',
    coveredBy: [
      'docker/parity/src/parity.integration.test.ts',
      'docker/aws/src/durability.integration.test.ts',
      'backend/src/seed/store-marker.integration.test.ts',
      'stack/src/containers/localstack.containers.test.ts',
    ],
  },
  {
    aws: 'Permissions: IAM policies of the task roles',
    containers: 'none',
    embedded: '`docker/aws`: a key per role, with the rights of `infra/permissions.ts`',
    differs:
      'LocalStack lets every key do everything. `docker/aws` knows of IAM no more than actions and resources.',
    coveredBy: ['stack/src/aws-rights.test.ts', 'docker/aws/src/access.test.ts'],
  },
  {
    aws: 'Mail: SES v2',
    containers: '`localstack` with our SES v2 provider',
    embedded: '`docker/aws`',
    differs:
      'No mail leaves the machine. Quotas, suppression lists and events of configuration sets do nothing. The rest stands below.',
    coveredBy: ['docker/parity/src/parity.integration.test.ts', 'docker/aws/src/ses/mail.test.ts'],
  },
  {
    aws: 'Reading mail: the recipient',
    containers: '`inbox`: a page over `/_aws/ses`',
    embedded: 'the same page',
    differs: 'The page exists only locally.',
    coveredBy: ['docker/aws/src/inbox/inbox.test.ts'],
  },
  {
    aws: 'Secrets: Secrets Manager',
    containers: 'published local-only values in `compose.yaml`',
    embedded: 'made at the first start',
    differs: 'A deployed stage refuses the published values by name.',
    coveredBy: ['stack/src/supplied-settings.test.ts'],
  },
  {
    aws: 'Sign-in: Clerk',
    containers: '`clerk`: our stand-in',
    embedded: 'the same stand-in',
    differs: 'Not part of AWS; the stand-in knows what the product uses and refuses the rest.',
    coveredBy: [
      'docker/clerk/src/fapi/flows.integration.test.ts',
      'docker/clerk/src/bapi/sdk.integration.test.ts',
    ],
  },
  {
    aws: 'Model: Anthropic, OpenAI, Gemini or a compatible one',
    containers: '`model`: our scripted model; a real one by its key',
    embedded: 'the same',
    differs: 'The scripted model answers from the documents by rule and does not think.',
    coveredBy: ['docker/model/src/wire.integration.test.ts'],
  },
  {
    aws: 'Queue: Postgres (pg-boss)',
    containers: 'the same',
    embedded: 'the same',
    differs: 'Nothing.',
    coveredBy: [WHOLE_STACK],
  },
];
