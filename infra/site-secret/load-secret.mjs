// Runs in the site's function before anything else (NODE_OPTIONS=--import): turns each reference to a secret into the
// variable the site reads. Node waits for it, so no module of the site sees the variable missing. The value never is
// a setting of the function, and so in no console, no state and no list of functions.
import { createRequire } from 'node:module';

const REFERENCE = /^(.+)_ARN$/;

/** @returns {{ name: string, arn: string, version: string }[]} */
function references() {
  return Object.entries(process.env).flatMap(([key, arn]) => {
    const name = REFERENCE.exec(key)?.[1];
    const version = name && process.env[`${name}_VERSION`];
    return name && arn && version ? [{ name, arn, version }] : [];
  });
}

// The SDK is part of Lambda's runtime and found by NODE_PATH, which only `require` reads.
const { GetSecretValueCommand, SecretsManagerClient } = createRequire(import.meta.url)(
  '@aws-sdk/client-secrets-manager',
);
const client = new SecretsManagerClient({ maxAttempts: 3 });

await Promise.all(
  references().map(async ({ name, arn, version }) => {
    const { SecretString } = await client.send(
      new GetSecretValueCommand({ SecretId: arn, VersionId: version }),
    );
    if (!SecretString) throw new Error(`${name} has no text in Secrets Manager`);
    process.env[name] = SecretString;
  }),
);
client.destroy();
