import { weaken, type Weakening } from '../testing/property.ts';

const settings = 'container-settings.ts';
const hardening = 'hardening.ts';
const site = 'site.ts';

export const weakenedSecrets: Weakening[] = [
  weaken(
    'no secret is among what a deployment prints at its end',
    'index.ts',
    'mailDomain: names.mail,',
    'mailDomain: names.mail, clerk: secrets.CLERK_SECRET_KEY!.value,',
  ),
  weaken(
    'every secret of the stage is kept in Secrets Manager, encrypted in the state',
    'secrets.ts',
    "  GEMINI_API_KEY: 'GeminiApiKey',\n",
    '',
  ),
  weaken(
    'secrets are encrypted with the key of the stage',
    hardening,
    '      kmsKeyId: key.arn,\n      recoveryWindowInDays',
    '      recoveryWindowInDays',
  ),
  weaken(
    'a deleted secret of production can be had back',
    'stage-policy.ts',
    'secretRecoveryDays: 30',
    'secretRecoveryDays: 0',
  ),
  weaken(
    'the name of a removed stage’s secret is free at once',
    'stage-policy.ts',
    'secretRecoveryDays: 0',
    'secretRecoveryDays: 7',
    'staging',
  ),
  weaken(
    'no secret stands in plain text in any input of a resource',
    hardening,
    '.filter(([name]) => BUILDER_MAY_KNOW.test(name))',
    '',
  ),
  weaken(
    'no secret stands in plain text in any input of a resource',
    site,
    "PORT: '3000',",
    "PORT: '3000',\n      CLERK_SECRET_KEY: clerkSecret.value,",
  ),
  weaken(
    'what the stores hold is encrypted in the state',
    'secrets.ts',
    'secretString: value,',
    'secretString: value,\n      versionStages: [$util.unsecret(value)],',
  ),
  weaken(
    'what the stores hold is encrypted in the state',
    'secrets.ts',
    'const { value } = new sst.Secret(name);',
    'const { value } = new sst.Secret(name);\n    new sst.Linkable(`${name}Shown`, { properties: { value: $util.unsecret(value) } });',
  ),
  weaken(
    'the build of the site is told nothing of the machine that deploys but where programs are',
    hardening,
    '|LANG|TZ|CI)$/',
    '|LANG|TZ|CI|GITHUB_TOKEN)$/',
  ),
  weaken(
    'nothing is linked to a function, so no bundle holds a secret',
    site,
    'buildCommand: verified(),',
    "buildCommand: verified(),\n    link: [new sst.Linkable('Leak', { properties: { key: clerkSecret.value } })],",
  ),
  weaken(
    'each container has exactly the settings that its role declares',
    settings,
    "    DB_SSL: 'require',\n",
    '',
  ),
  weaken(
    'each container has exactly the settings that its role declares',
    settings,
    "CONVERTER_ENGINE: 'uno'",
    "CONVERTER_ENGINE: 'uno', AWS_REGION: region",
  ),
  weaken(
    'every setting that is declared secret is mounted by reference',
    settings,
    'settings.references.DB_PASSWORD = $interpolate`${database.secretArn}:password::`;',
    'settings.environment.DB_PASSWORD = database.component.password;',
  ),
  weaken(
    'a reference names the version of its secret, so that a new value means a new deployment',
    settings,
    '$interpolate`${secret.arn}:::${secret.versionId}`',
    'secret.arn',
  ),
  weaken(
    'an execution role reads exactly the secrets that its task mounts',
    'task-roles.ts',
    "actions: ['secretsmanager:GetSecretValue'], resources: secretArns",
    "actions: ['secretsmanager:GetSecretValue'], resources: ['*']",
  ),
  weaken(
    'an execution role reads exactly the secrets that its task mounts',
    settings,
    '      settings.secretArns.push(secret.arn);\n',
    '      settings.secretArns.push(...Object.values(sources.secrets).map((one) => one.arn));\n',
  ),
  weaken(
    'the converter mounts no secret, and its execution role reads none',
    settings,
    '  converter: [],\n};',
    "  converter: ['DOWNLOAD_SIGNING_SECRET'],\n};",
  ),
  weaken(
    'execution roles have AWS’s policy for pulling images and writing logs, and no other',
    'task-roles.ts',
    '  return (args: aws.iam.RoleArgs): undefined => {\n    args.inlinePolicies =\n      secretArns',
    "  return (args: aws.iam.RoleArgs): undefined => {\n    args.managedPolicyArns = ['arn:aws:iam::aws:policy/SecretsManagerReadWrite'];\n    args.inlinePolicies =\n      secretArns",
  ),
  weaken(
    'the site’s function has exactly the settings that the site declares, its secret by reference',
    site,
    "HOSTNAME: '0.0.0.0',",
    "HOSTNAME: '0.0.0.0',\n      CLERK_API_URL: 'https://clerk.example',",
  ),
  weaken(
    'the site’s secret is fetched before its first line runs, at the version that was deployed',
    site,
    'layers: [loader.arn],',
    '',
  ),
  weaken(
    'the site’s role reads the site’s secret and no other',
    site,
    "actions: ['secretsmanager:GetSecretValue'], resources: [clerkSecret.arn]",
    "actions: ['secretsmanager:GetSecretValue'], resources: Object.values(secrets).map((one) => one.arn)",
  ),
];
