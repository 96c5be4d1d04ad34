import { weaken, type Weakening } from '../testing/property.ts';

const site = 'site.ts';
const hardening = 'hardening.ts';
const alarms = 'alarms.ts';
const policy = 'stage-policy.ts';

export const weakenedEdge: Weakening[] = [
  weaken(
    'the site deploys a folder that was built and tested before, and fails without one',
    site,
    'buildCommand: verified(),',
    "buildCommand: 'npx open-next build',",
  ),
  weaken(
    'a newer site is served only when the API and the worker that it needs are healthy',
    'index.ts',
    'after: [services.api, services.worker]',
    'after: [services.api]',
  ),
  weaken('site and API answer under the names of the stage', site, 'domain: names.web,', ''),
  weaken(
    'site and API are told each other’s address',
    site,
    'apply(() => `https://${names.api}`)',
    'apply(() => `http://${names.api}`)',
  ),
  weaken(
    'the site is served over TLS of today, and plain HTTP is sent on',
    site,
    'responseHeadersPolicyId: headers.id,',
    "responseHeadersPolicyId: headers.id,\n          viewerProtocolPolicy: 'allow-all',",
  ),
  weaken(
    'every answer of the site tells browsers to come by HTTPS alone, and to guess no type',
    'site.ts',
    'responseHeadersPolicyId: headers.id,',
    '',
  ),
  weaken(
    'every answer of the site tells browsers to come by HTTPS alone, and to guess no type',
    'site.ts',
    'HTTPS_ALONE_SECONDS = 31_536_000',
    'HTTPS_ALONE_SECONDS = 60',
  ),
  weaken(
    'the addresses of the site’s functions are not public',
    site,
    "protection: 'oac-with-edge-signing',",
    '',
  ),
  weaken(
    'only this distribution may call the site’s functions',
    site,
    "protection: 'oac-with-edge-signing',",
    "protection: 'none',",
  ),
  weaken(
    'requests to the site’s functions are signed at the edge, their bodies included',
    site,
    "protection: 'oac-with-edge-signing',",
    "protection: 'oac',",
  ),
  weaken(
    'no other site may call the site’s functions from a browser',
    hardening,
    'cors: undefined }',
    "cors: { allowOrigins: ['*'] } }",
  ),
  weaken('every function is x86_64, the one for images included', site, "args.architecture = 'x86_64';", ''),
  weaken(
    'the site runs on Node 24 and streams',
    site,
    "runtime: 'nodejs24.x',\n      architecture",
    "runtime: 'nodejs20.x',\n      architecture",
  ),
  weaken(
    'the site may invalidate its own stage’s distribution alone',
    hardening,
    'Resource: [`arn:aws:cloudfront::${accountId}:distribution/*`],',
    "Resource: ['*'],",
  ),
  weaken(
    'the site’s queue and table are encrypted, and the table can be restored',
    hardening,
    'sqsManagedSseEnabled: true',
    'sqsManagedSseEnabled: false',
  ),
  weaken(
    'answers with 5xx, the load balancer’s own included, raise an alarm',
    alarms,
    "'FILL(byApi, 0) + FILL(byBalancer, 0)'",
    "'FILL(byApi, 0)'",
  ),
  weaken('slow answers raise an alarm', alarms, "extendedStatistic: 'p99'", "extendedStatistic: 'p50'"),
  weaken(
    'a job that waits too long raises an alarm, and so does a queue that nobody tells of',
    alarms,
    "treatMissingData: 'breaching'",
    "treatMissingData: 'ignore'",
  ),
  weaken('a job that was given up raises an alarm', alarms, 'threshold: 0,', 'threshold: 10,'),
  weaken(
    'a database that may grow no further raises an alarm',
    alarms,
    'threshold: database.maxCapacity',
    'threshold: 256',
  ),
  weaken(
    'mail that comes back raises an alarm before AWS looks at the account',
    alarms,
    'threshold: 0.03',
    'threshold: 0.2',
  ),
  weaken(
    'every alarm goes to the one topic, and so does its end',
    alarms,
    'alarmActions: [topic.arn],',
    'alarmActions: [],',
  ),
  weaken(
    'the people who were named are told of alarms',
    'alarm-topic.ts',
    "protocol: 'email'",
    "protocol: 'email-json'",
  ),
  weaken(
    'the alarm topic is encrypted, and those who publish to it may use the key',
    'key.ts',
    "identifiers: ['cloudwatch.amazonaws.com', 'ses.amazonaws.com']",
    "identifiers: ['cloudwatch.amazonaws.com']",
  ),
  weaken(
    'a dashboard shows requests, errors, latency, queue, database, services, mail and all alarms',
    'dashboard.ts',
    'metrics: [queued(queueMetrics.age)]',
    'metrics: []',
  ),
  weaken(
    'every log is encrypted, and forgotten when the stage says so',
    hardening,
    'retentionInDays: policy.logDays',
    'retentionInDays: 0',
  ),
  weaken(
    'every log is encrypted, and forgotten when the stage says so',
    hardening,
    '      kmsKeyId: key.arn,\n      retentionInDays',
    '      retentionInDays',
  ),
  weaken('production is protected and retained', policy, 'protect: keepsData', 'protect: false'),
  weaken('production is protected and retained', policy, "('retain' as const)", "('remove' as const)"),
  weaken('other stages are removed whole', policy, "('remove' as const)", "('retain' as const)", 'jane'),
  weaken(
    'other stages are removed whole',
    'backend-image.ts',
    'forceDelete: !policy.keepsData',
    'forceDelete: false',
    'staging',
  ),
  weaken(
    'processes are as strict as the stage: production, or staging for all others',
    policy,
    "strictness: 'production',",
    "strictness: 'staging',",
  ),
  weaken(
    'everything is tagged with the product and the stage',
    policy,
    "tags: { app: 'chancery', stage }",
    "tags: { app: 'chancery' }",
  ),
  weaken(
    'names begin with the product and the stage',
    'services.ts',
    'args.name = `chancery-${$app.stage}-${name}`;',
    '',
  ),
  weaken(
    'no role trusts the account as a whole',
    hardening,
    'assumeRolePolicy: withoutAccountTrust(props.assumeRolePolicy)',
    'assumeRolePolicy: props.assumeRolePolicy',
  ),
  weaken(
    'no role may do everything of a service, or anything anywhere',
    'permissions.ts',
    "actions: ['s3:GetObject', 's3:PutObject'], on",
    "actions: ['s3:*'], on",
  ),
  weaken(
    'the key of the stage turns every year',
    'key.ts',
    'enableKeyRotation: true',
    'enableKeyRotation: false',
  ),
  weaken(
    'the log service may use the key, for the logs of this account',
    'key.ts',
    'values: [$interpolate`arn:aws:logs:${region}:${accountId}:*`]',
    "values: ['*']",
  ),
  weaken(
    'the key of the bastion is encrypted with the key of the stage',
    hardening,
    '({ ...props, keyId: key.arn })',
    '({ ...props })',
  ),
];
