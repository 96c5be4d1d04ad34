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
/** The whole stack on AWS against a mocked account: what AWS is told, not what it does. */
const TOLD_TO_AWS = 'infra/stages.test.ts';
const SHIPPED_IMAGES = 'stack/src/containers/shipped-images.containers.test.ts';

/** The whole product, in the order of a request. */
export const mirrors: Mirror[] = [
  {
    aws: 'Names and certificates: Route 53, ACM',
    containers:
      'ports of `localhost`; in `npm run test:artefact -- --engine docker` three names below `chancery.test`, by TLS',
    embedded: 'ports of `localhost`',
    differs:
      'Without those names no TLS, and cookies that ports share; with them certificates of an authority that exists for the run. That a name points to the site and a certificate is issued shows only on AWS.',
    coveredBy: [TOLD_TO_AWS, 'stack/src/artefact/edge/edge.artefact.test.ts', 'e2e/src/smoke.spec.ts'],
  },
  {
    aws: 'Network: VPC with public, private and isolated subnets, NAT, security groups, bastion',
    containers:
      'two networks of compose: one for all, one without a way out for the converter and the worker',
    embedded: 'loopback',
    differs:
      'Who may speak to whom is held service by service on AWS alone; in the containers only the converter is apart. There is no NAT and no bastion: the database has a port of its own.',
    coveredBy: [TOLD_TO_AWS, 'stack/src/containers/egress.containers.test.ts'],
  },
  {
    aws: 'Web: CloudFront and Lambda (OpenNext), cached pages in S3',
    containers: '`web`: Next standalone',
    embedded: 'Next standalone process',
    differs:
      'No edge cache and no cold start. The functions for Lambda are made of the same build, and run unmodified in a local stand-in of Lambda and CloudFront. That goes by the list of files and by the size of headers as SST’s function at the edge does; a test runs that function and compares the two. The server function is called as on AWS through `server-index.mjs`, a few lines that SST adds to its folder; here lines of our own do the same from beside it, and a test runs both. What the edge signs and caches shows only on AWS.',
    coveredBy: [
      WHOLE_STACK,
      SHIPPED_IMAGES,
      'stack/src/artefact/pages.artefact.test.ts',
      'stack/src/artefact/streaming.artefact.test.ts',
      'stack/src/artefact/sign-in.artefact.test.ts',
      'stack/src/artefact/images.artefact.test.ts',
      'infra/served-site.test.ts',
      'infra/edge-routes.test.ts',
    ],
  },
  {
    aws: 'Load balancer: ALB',
    containers: 'none: the browser speaks to `api`',
    embedded: 'none: the browser speaks to the process',
    differs:
      'No TLS, no idle time after which a connection is cut, and nobody asks `/readyz` before a request is sent. An answer that is being written survives the loss of its connection here too, and the end of a process is the same.',
    coveredBy: [TOLD_TO_AWS, WHOLE_STACK],
  },
  {
    aws: 'API: Fargate',
    containers: '`api`',
    embedded: 'process',
    differs: `${AS_ON_AWS}.`,
    coveredBy: [WHOLE_STACK, SHIPPED_IMAGES, TOLD_TO_AWS],
  },
  {
    aws: 'Background work: Fargate',
    containers: '`worker`',
    embedded: 'process',
    differs: `${AS_ON_AWS}.`,
    coveredBy: [WHOLE_STACK, SHIPPED_IMAGES, TOLD_TO_AWS],
  },
  {
    aws: 'Bounds of a task: processor, memory, read-only root, user, stop time',
    containers: 'the same, in `compose.yaml`',
    embedded: 'none; the parsing pool bounds its own memory',
    differs:
      'A machine with fewer processors than a task cannot run the containers as they are. Fargate Spot takes a task away at two minutes’ notice; here a test kills it with none.',
    coveredBy: [
      'infra/compose.test.ts',
      'stack/src/containers/running-images.containers.test.ts',
      'stack/src/containers/crash.containers.test.ts',
    ],
  },
  {
    aws: 'Deployment and scaling: ECS, circuit breaker, Application Auto Scaling',
    containers: 'none: `docker compose up` replaces containers at once',
    embedded: 'none: the supervisor starts again what died',
    differs:
      'No rolling replacement, no rollback, and one task of each kind. That a killed one loses nothing is tried here; when AWS adds one, and brings an old release back, is not.',
    coveredBy: [TOLD_TO_AWS, 'stack/src/containers/crash.containers.test.ts'],
  },
  {
    aws: 'Converter: Fargate in subnets without a way out',
    containers: '`converter` on a network without a way out',
    embedded: 'child process: the system’s LibreOffice or WebAssembly',
    differs:
      'That no byte leaves the converter is a promise of the containers and AWS. There it can ask the resolver of the network, which answers for the names that the stage needs alone, and reach endpoints that carry nothing but this account’s pulling and logging; here it can reach the worker alone. Embedded it has an empty environment, but the network of the machine and the files of the person who started it.',
    coveredBy: [
      'stack/src/containers/egress.containers.test.ts',
      'stack/src/containers/converter.containers.test.ts',
      'backend/src/convert/convert.integration.test.ts',
      TOLD_TO_AWS,
    ],
  },
  {
    aws: 'Database: Aurora Serverless v2, Postgres 17',
    containers: '`postgres`: Postgres 17',
    embedded: 'Postgres 17 from npm',
    differs:
      'No failover, no reader, no scaling, no backups and no TLS. `rds.force_ssl` and what may stand in its log are settings of AWS.',
    coveredBy: [
      'stack/src/postgres/cluster.integration.test.ts',
      'stack/src/containers/postgres.containers.test.ts',
      TOLD_TO_AWS,
    ],
  },
  {
    aws: 'Pooling: RDS Proxy',
    containers: '`rds-proxy`: PgBouncer in transaction mode',
    embedded: 'none',
    differs:
      'RDS Proxy pins a connection that keeps session state; PgBouncer gives it to others, so that such a use fails here.',
    coveredBy: ['stack/src/containers/pooling.containers.test.ts', TOLD_TO_AWS],
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
      TOLD_TO_AWS,
    ],
  },
  {
    aws: 'Permissions: IAM policies of the task roles',
    containers: 'none',
    embedded: '`docker/aws`: a key per role, with the rights of `infra/permissions.ts`',
    differs:
      'LocalStack lets every key do everything. `docker/aws` knows of IAM no more than actions and resources; it asks for no right on a key of KMS, nor on the configuration set of a mail.',
    coveredBy: [
      'stack/src/aws-rights.test.ts',
      'docker/aws/src/access.test.ts',
      'infra/permissions.test.ts',
      TOLD_TO_AWS,
    ],
  },
  {
    aws: 'Mail: SES v2',
    containers: '`localstack` with our SES v2 provider',
    embedded: '`docker/aws`',
    differs:
      'No mail leaves the machine. Quotas, suppression lists and events of configuration sets do nothing. The rest stands below.',
    coveredBy: [
      'docker/parity/src/parity.integration.test.ts',
      'docker/aws/src/ses/mail.test.ts',
      TOLD_TO_AWS,
    ],
  },
  {
    aws: 'Reading mail: the recipient',
    containers: '`inbox`: a page over `/_aws/ses`',
    embedded: 'the same page',
    differs: 'The page exists only locally.',
    coveredBy: ['docker/aws/src/inbox/inbox.test.ts'],
  },
  {
    aws: 'Secrets: Secrets Manager, mounted by reference',
    containers: 'published local-only values in `compose.yaml`',
    embedded: 'made at the first start',
    differs:
      'Here they are plain variables of the process, with the names that they have on AWS. A deployed stage refuses the published values by name.',
    coveredBy: [
      'stack/src/supplied-settings.test.ts',
      'backend/src/config/settings.test.ts',
      'infra/deploying.test.ts',
      'infra/site-secret.test.ts',
      'stack/src/refusals/refusals.test.ts',
      'stack/src/containers/refusals.containers.test.ts',
      TOLD_TO_AWS,
    ],
  },
  {
    aws: 'Keys at rest: KMS',
    containers: 'none',
    embedded: 'none',
    differs:
      'Nothing is encrypted on the disk of a laptop, except the keys that people enter, which the application encrypts everywhere.',
    coveredBy: [TOLD_TO_AWS, 'backend/src/keys/encryption.test.ts'],
  },
  {
    aws: 'Alarms, dashboard, logs: CloudWatch, SNS',
    containers: '`docker compose logs`',
    embedded: 'files in `.local`',
    differs:
      'The lines are the same. Nobody counts them here: metrics, alarms and their mails exist only on AWS.',
    coveredBy: [TOLD_TO_AWS, 'backend/src/jobs/figures.integration.test.ts'],
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
