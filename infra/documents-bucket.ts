import bucketFile from './bucket.json';
import type { StagePolicy } from './stage-policy.ts';

/**
 * The lawyers' files: private, versioned, by TLS only. Who may call from a browser, what expires and what is never
 * public stands in bucket.json, which the local stacks read too.
 */
export function createDocumentsBucket(
  policy: StagePolicy,
  webOrigin: string,
  logs: sst.aws.Bucket,
  key: aws.kms.Key,
): sst.aws.Bucket {
  const { cors, lifecycle, publicAccessBlock } = bucketFile;
  const bucket = new sst.aws.Bucket('Documents', {
    versioning: true,
    // Replaced by transform below; without one of each, SST makes no such resource.
    lifecycle: [{ expiresIn: '1 day' }],
    transform: {
      bucket: (args) => {
        args.forceDestroy = !policy.keepsData;
      },
      publicAccessBlock: (args) => {
        args.blockPublicAcls = publicAccessBlock.BlockPublicAcls;
        args.ignorePublicAcls = publicAccessBlock.IgnorePublicAcls;
        args.blockPublicPolicy = publicAccessBlock.BlockPublicPolicy;
        args.restrictPublicBuckets = publicAccessBlock.RestrictPublicBuckets;
      },
      cors: (args) => {
        args.corsRules = cors.CORSRules.map((rule) => ({
          id: rule.ID,
          allowedOrigins: rule.AllowedOrigins.map((origin) => origin.replace('${WEB_ORIGIN}', webOrigin)),
          allowedMethods: rule.AllowedMethods,
          allowedHeaders: rule.AllowedHeaders,
          exposeHeaders: rule.ExposeHeaders,
          maxAgeSeconds: rule.MaxAgeSeconds,
        }));
      },
      lifecycle: (args) => {
        args.rules = [
          ...lifecycle.Rules.map((rule) => ({
            id: rule.ID,
            status: rule.Status,
            filter: { prefix: rule.Filter.Prefix },
            abortIncompleteMultipartUpload: {
              daysAfterInitiation: rule.AbortIncompleteMultipartUpload.DaysAfterInitiation,
            },
          })),
          // A version that was deleted can be had back for as long as the database's backups reach.
          {
            id: 'end-deleted-versions',
            status: 'Enabled',
            filter: { prefix: '' },
            noncurrentVersionExpiration: { noncurrentDays: policy.backupDays },
            expiration: { expiredObjectDeleteMarker: true },
          },
        ];
      },
    },
  });
  new aws.s3.BucketServerSideEncryptionConfiguration('DocumentsEncryption', {
    bucket: bucket.name,
    rules: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn },
        bucketKeyEnabled: true,
      },
    ],
  });
  new aws.s3.BucketLogging('DocumentsAccessLog', {
    bucket: bucket.name,
    targetBucket: logs.name,
    targetPrefix: 'documents/',
  });
  return bucket;
}
