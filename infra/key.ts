import type { StagePolicy } from './stage-policy.ts';
import { policyDocument } from './policy-document.ts';

/**
 * The stage's own key for data at rest: database, documents, secrets, logs, messages of the alarm topic. Services
 * that write on their own behalf are named in its policy; tasks and functions are granted it in their roles.
 */
export function createKey(policy: StagePolicy): aws.kms.Key {
  const { accountId } = aws.getCallerIdentityOutput();
  const { region } = aws.getRegionOutput();
  const use = ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'];
  const ofThisAccount = { test: 'StringEquals', variable: 'aws:SourceAccount', values: [accountId] };
  const key = new aws.kms.Key(
    'DataKey',
    {
      description: `Data at rest of chancery-${$app.stage}`,
      enableKeyRotation: true,
      deletionWindowInDays: policy.keyRecoveryDays,
      policy: policyDocument([
        {
          sid: 'Account',
          actions: ['kms:*'],
          resources: ['*'],
          principals: [{ type: 'AWS', identifiers: [$interpolate`arn:aws:iam::${accountId}:root`] }],
        },
        {
          sid: 'Logs',
          actions: use,
          resources: ['*'],
          principals: [{ type: 'Service', identifiers: [$interpolate`logs.${region}.amazonaws.com`] }],
          conditions: [
            {
              test: 'ArnLike',
              variable: 'kms:EncryptionContext:aws:logs:arn',
              values: [$interpolate`arn:aws:logs:${region}:${accountId}:*`],
            },
          ],
        },
        {
          // What publishes to the encrypted alarm topic.
          sid: 'Alarms',
          actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          resources: ['*'],
          principals: [{ type: 'Service', identifiers: ['cloudwatch.amazonaws.com', 'ses.amazonaws.com'] }],
          conditions: [ofThisAccount],
        },
      ]),
    },
    // What outlives a removed stage is of no use without its key.
    { retainOnDelete: policy.keepsData },
  );
  new aws.kms.Alias('DataKeyAlias', { name: `alias/chancery-${$app.stage}`, targetKeyId: key.id });
  return key;
}
