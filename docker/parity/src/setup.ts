import {
  GetBucketCorsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { readFileSync } from 'node:fs';
import { GetEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import type { BucketConfig } from '../../aws/src/s3/setup.ts';
import { checksOf } from './check.ts';

const PRODUCT_SENDER = 'chancery@chancery.localhost';

/** The bucket's settings, which every environment takes from one file. */
export function bucketSettings(webOrigin: string): BucketConfig {
  const file = new URL('../../../infra/bucket.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8').replaceAll('${WEB_ORIGIN}', webOrigin)) as BucketConfig;
}

const ORIGIN = 'http://localhost';
const onAws = { aws: 'sst deploy makes the bucket; infra has its own tests' };

/** What a stand-in made while it started. */
export const setupChecks = checksOf('the bucket and the sender are there', [
  {
    id: 'setup-bucket',
    title: 'the bucket has the settings of infra/bucket.json',
    notOn: onAws,
    expected: bucketSettings(ORIGIN),
    ask: async ({ s3, productBucket: Bucket }) => {
      const cors = await s3.send(new GetBucketCorsCommand({ Bucket }));
      const lifecycle = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
      const access = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
      // Which port the web interface has differs from run to run.
      const withoutPort = (origin: string) => origin.replace(/:\d+$/, '');
      return {
        cors: {
          CORSRules: cors.CORSRules?.map((rule) => ({
            ...rule,
            AllowedOrigins: rule.AllowedOrigins?.map(withoutPort),
          })),
        },
        lifecycle: { Rules: lifecycle.Rules },
        publicAccessBlock: access.PublicAccessBlockConfiguration,
      };
    },
  },
  {
    id: 'setup-sender',
    title: "the product's address may send",
    notOn: onAws,
    expected: true,
    ask: async ({ ses }) => {
      const found = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: PRODUCT_SENDER }));
      return found.VerifiedForSendingStatus;
    },
  },
]);

/** What a stand-in is told to make. */
export const product = { bucket: 'chancery-documents', sender: PRODUCT_SENDER };
