import { hasSecret } from './settings.ts';
import type { StagePolicy } from './stage-policy.ts';

/** The variable that a process reads, and the name under which `sst secret set` knows its value. */
const required = {
  CLERK_PUBLISHABLE_KEY: 'ClerkPublishableKey',
  CLERK_SECRET_KEY: 'ClerkSecretKey',
  CLERK_JWT_KEY: 'ClerkJwtKey',
  DOWNLOAD_SIGNING_SECRET: 'DownloadSigningSecret',
  USER_API_KEYS_ENCRYPTION_SECRET: 'UserApiKeysEncryptionSecret',
  SES_FROM_ADDRESS: 'SesFromAddress',
} as const;

/** Keys of model providers: a stage may lack any, since people can bring their own. */
const optional = {
  ANTHROPIC_API_KEY: 'AnthropicApiKey',
  OPENAI_API_KEY: 'OpenaiApiKey',
  GEMINI_API_KEY: 'GeminiApiKey',
  OPENAI_COMPATIBLE_API_KEY: 'OpenaiCompatibleApiKey',
} as const;

export type SecretVariable = keyof typeof required | keyof typeof optional;

/** A value in Secrets Manager. The version is part of the reference, so that a new value means a new deployment. */
export interface StoredSecret {
  arn: $util.Output<string>;
  versionId: $util.Output<string>;
  /** For a value that is public in the end; anything else is mounted by reference. */
  value: $util.Output<string>;
}

/** What a stage has; a variable whose secret is not set is missing here. */
export type Secrets = Partial<Record<SecretVariable, StoredSecret>>;

/**
 * Takes each value that `sst secret set` keeps (encrypted) and lays it into Secrets Manager, where a task mounts it
 * by reference. A missing required one stops the deployment; a missing optional one is left out, with no
 * placeholder that a process could take for a key.
 */
export function createSecrets(policy: StagePolicy): Secrets {
  const store = (name: string): StoredSecret => {
    const { value } = new sst.Secret(name);
    const secret = new aws.secretsmanager.Secret(`${name}Stored`, {
      name: `chancery-${$app.stage}/${name}`,
      recoveryWindowInDays: policy.secretRecoveryDays,
    });
    const version = new aws.secretsmanager.SecretVersion(`${name}StoredVersion`, {
      secretId: secret.id,
      secretString: value,
    });
    return { arn: secret.arn, versionId: version.versionId, value };
  };
  const secrets: Secrets = {};
  for (const [variable, name] of Object.entries(required)) secrets[variable as SecretVariable] = store(name);
  for (const [variable, name] of Object.entries(optional)) {
    if (hasSecret(name)) secrets[variable as SecretVariable] = store(name);
  }
  return secrets;
}
