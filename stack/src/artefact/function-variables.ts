import { join } from 'node:path';
import type { Statement } from '../../../docker/aws/src/access.ts';
import { root } from '../clone.ts';
import { region } from '../environment.ts';
import type { SiteBucket, SiteKey } from './bucket.ts';
import type { JsonServices } from './json-services.ts';

/** Where the files and the rendered pages lie in the bucket. */
export const prefixes = { assets: '_assets', cache: '_cache' } as const;

export type FunctionName = 'server' | 'image';

/** What sst.aws.Nextjs lets the role of each function do with the bucket. */
export function rights(bucket: string): Record<FunctionName, Statement[]> {
  const [objects, whole] = [[`arn:aws:s3:::${bucket}/*`], [`arn:aws:s3:::${bucket}`]];
  return {
    server: [
      { actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], resources: objects },
      { actions: ['s3:ListBucket'], resources: whole },
    ],
    image: [{ actions: ['s3:GetObject'], resources: objects }],
  };
}

/** The reference by which the function knows its secret. */
export const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-2:000000000000:secret:site';

/** What sst.aws.Nextjs sets for the server function; infra/served-site.test.ts compares the names. */
export const serverVariables = (
  bucket: Pick<SiteBucket, 'name'>,
  services: Pick<JsonServices, 'url'>,
): Record<string, string> => ({
  CACHE_BUCKET_NAME: bucket.name,
  CACHE_BUCKET_KEY_PREFIX: prefixes.cache,
  CACHE_BUCKET_REGION: region,
  CACHE_DYNAMO_TABLE: 'chancery-site-tags',
  REVALIDATION_QUEUE_URL: `${services.url}/000000000000/chancery-site.fifo`,
  REVALIDATION_QUEUE_REGION: region,
});

/** And for the image function. */
export const imageVariables = (bucket: Pick<SiteBucket, 'name'>): Record<string, string> => ({
  BUCKET_NAME: bucket.name,
  BUCKET_KEY_PREFIX: prefixes.assets,
});

/** As infra/site.ts sets them. On AWS the SDK is part of the runtime; here the tool's own stands in. */
export const secretVariables = (): Record<string, string> => ({
  CLERK_SECRET_KEY_ARN: SECRET_ARN,
  CLERK_SECRET_KEY_VERSION: 'first',
  NODE_OPTIONS: `--import=${join(root, 'infra/site-secret/load-secret.mjs')}`,
  NODE_PATH: join(root, 'tools/opennext/node_modules'),
});

/** What Lambda itself sets, and where the services are that stand for those of AWS. */
export const sandboxVariables = (
  bundle: string,
  store: { url: string; key: SiteKey },
  services: Pick<JsonServices, 'url'>,
): Record<string, string> => ({
  TZ: ':UTC',
  LANG: 'en_US.UTF-8',
  LAMBDA_TASK_ROOT: bundle,
  AWS_LAMBDA_FUNCTION_NAME: 'chancery-site',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: store.key.accessKeyId,
  AWS_SECRET_ACCESS_KEY: store.key.secretAccessKey,
  // By number, so that the SDK asks path-style.
  AWS_ENDPOINT_URL_S3: store.url,
  AWS_ENDPOINT_URL_DYNAMODB: services.url,
  AWS_ENDPOINT_URL_SQS: services.url,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: services.url,
});
