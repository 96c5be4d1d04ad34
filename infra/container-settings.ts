import { ports, type ContainerName } from './container-limits.ts';
import type { DatabaseParts } from './database.ts';
import type { Names } from './names.ts';
import type { SecretVariable, Secrets } from './secrets.ts';
import type { DeploySettings } from './settings.ts';
import type { StagePolicy } from './stage-policy.ts';

type Text = $util.Input<string>;

/** What a container is given: plain settings, and references to secrets by variable. */
export interface ContainerSettings {
  environment: Record<string, Text>;
  references: Record<string, Text>;
  /** The secrets behind the references, without the key and version that a reference adds. */
  secretArns: Text[];
}

export interface SettingsSources {
  policy: StagePolicy;
  deploy: DeploySettings;
  names: Names;
  region: Text;
  database: DatabaseParts;
  bucketName: Text;
  secrets: Secrets;
  converterUrl: Text;
}

const mail: SecretVariable[] = ['SES_FROM_ADDRESS'];
const clerk: SecretVariable[] = ['CLERK_SECRET_KEY', 'CLERK_PUBLISHABLE_KEY'];
const answering: SecretVariable[] = [
  ...clerk,
  'DOWNLOAD_SIGNING_SECRET',
  'USER_API_KEYS_ENCRYPTION_SECRET',
  'ANTHROPIC_API_KEY',
  'OPENAI_API_KEY',
  'GEMINI_API_KEY',
  'OPENAI_COMPATIBLE_API_KEY',
];

const secretsOf: Record<ContainerName, SecretVariable[]> = {
  api: [...answering, 'CLERK_JWT_KEY'],
  worker: [...answering, ...mail],
  migrate: [],
  converter: [],
};

/** Exactly the variables that backend/src/config declares for the role, less those that only a laptop has. */
export function settingsOf(role: ContainerName, sources: SettingsSources): ContainerSettings {
  const { policy, deploy, names, region, database, bucketName, converterUrl } = sources;
  const stage = { STAGE: policy.strictness, LOG_LEVEL: 'info' };
  const listening = (port: number) => ({ HOST: '0.0.0.0', PORT: String(port) });
  const connection = {
    DB_HOST: role === 'migrate' ? database.directHost : database.host,
    DB_PORT: $interpolate`${database.component.port}`,
    DB_NAME: database.component.database,
    DB_SSL: 'require',
  };
  const features = {
    WEB_ORIGIN: `https://${names.web}`,
    AWS_REGION: region,
    S3_BUCKET: bucketName,
    OPENAI_COMPATIBLE_BASE_URL: deploy.compatibleModel.baseUrl,
    OPENAI_COMPATIBLE_MODEL: deploy.compatibleModel.model,
  };
  const plain: Record<ContainerName, Record<string, Text>> = {
    api: { ...stage, ...listening(ports.api), ...connection, ...features },
    worker: { ...stage, ...listening(ports.worker), ...connection, ...features, CONVERTER_URL: converterUrl },
    migrate: { ...stage, ...connection },
    converter: { ...stage, ...listening(ports.converter), CONVERTER_ENGINE: 'uno' },
  };
  const settings: ContainerSettings = { environment: plain[role], references: {}, secretArns: [] };
  for (const variable of secretsOf[role]) {
    const secret = sources.secrets[variable];
    // Empty text counts as absent.
    if (!secret) settings.environment[variable] = '';
    else {
      settings.references[variable] = $interpolate`${secret.arn}:::${secret.versionId}`;
      settings.secretArns.push(secret.arn);
    }
  }
  if (role !== 'converter') {
    settings.references.DB_USER = $interpolate`${database.secretArn}:username::`;
    settings.references.DB_PASSWORD = $interpolate`${database.secretArn}:password::`;
    settings.secretArns.push(database.secretArn);
  }
  return settings;
}
