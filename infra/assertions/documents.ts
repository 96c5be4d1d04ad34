import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Property } from '../testing/property.ts';
import { statementsOf, type Stage } from '../testing/stage.ts';

/** The file that the local stacks read. */
const bucketFile = JSON.parse(readFileSync(new URL('../bucket.json', import.meta.url), 'utf8')) as {
  cors: {
    CORSRules: {
      AllowedMethods: string[];
      AllowedHeaders: string[];
      ExposeHeaders: string[];
      MaxAgeSeconds: number;
    }[];
  };
  lifecycle: { Rules: { AbortIncompleteMultipartUpload: { DaysAfterInitiation: number } }[] };
};

const bucketName = (stage: Stage): unknown => stage.inputs('aws:s3/bucket:Bucket', 'DocumentsBucket').bucket;
const webOrigin = (stage: Stage): string =>
  stage.isProduction ? 'https://app.chancery.example' : `https://app.${stage.name}.chancery.example`;

export const documents: Property[] = [
  {
    name: 'the documents bucket is private',
    holds: (stage) => {
      expect(stage.inputs('BucketPublicAccessBlock', 'DocumentsPublicAccessBlock')).toEqual({
        bucket: bucketName(stage),
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      const policy = stage.inputs('BucketPolicy', 'DocumentsPolicy').policy;
      expect(statementsOf(policy).filter(({ Effect }) => Effect === 'Allow')).toEqual([]);
    },
  },
  {
    name: 'the documents bucket keeps versions',
    holds: (stage) => {
      expect(stage.inputs('BucketVersioning', 'DocumentsVersioning')).toMatchObject({
        bucket: bucketName(stage),
        versioningConfiguration: { status: 'Enabled' },
      });
    },
  },
  {
    name: 'every bucket refuses requests without TLS',
    holds: (stage) => {
      for (const bucket of ['Documents', 'Logs', 'WebAssets']) {
        const arn = stage.arn('aws:s3/bucket:Bucket', `${bucket}Bucket`);
        expect(statementsOf(stage.inputs('BucketPolicy', `${bucket}Policy`).policy), bucket).toContainEqual({
          Effect: 'Deny',
          Principal: '*',
          Action: ['s3:*'],
          Resource: [arn, `${arn}/*`],
          Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
        });
      }
    },
  },
  {
    name: 'only the site’s own origin may call the documents bucket from a browser',
    holds: (stage) => {
      const rules = stage.inputs('BucketCorsConfiguration', 'DocumentsCors').corsRules as Record<
        string,
        unknown
      >[];
      expect(rules.map((rule) => rule.allowedOrigins)).toEqual([[webOrigin(stage)]]);
    },
  },
  {
    name: 'CORS of the documents bucket is what the local stacks have',
    holds: (stage) => {
      const [rule] = bucketFile.cors.CORSRules;
      const [set] = stage.inputs('BucketCorsConfiguration', 'DocumentsCors').corsRules as Record<
        string,
        unknown
      >[];
      expect(set).toMatchObject({
        allowedMethods: rule?.AllowedMethods,
        allowedHeaders: rule?.AllowedHeaders,
        exposeHeaders: rule?.ExposeHeaders,
        maxAgeSeconds: rule?.MaxAgeSeconds,
      });
      expect(set?.allowedMethods).not.toContain('DELETE');
    },
  },
  {
    name: 'unfinished uploads to the documents bucket expire',
    holds: (stage) => {
      const rules = stage.inputs('BucketLifecycleConfiguration', 'DocumentsLifecycle').rules;
      const days = bucketFile.lifecycle.Rules[0]?.AbortIncompleteMultipartUpload.DaysAfterInitiation;
      expect(rules).toContainEqual({
        id: 'abort-unfinished-uploads',
        status: 'Enabled',
        filter: { prefix: '' },
        abortIncompleteMultipartUpload: { daysAfterInitiation: days },
      });
    },
  },
  {
    name: 'a deleted document can be had back for as long as the backups of the database reach',
    holds: (stage) => {
      const rules = stage.inputs('BucketLifecycleConfiguration', 'DocumentsLifecycle').rules as Record<
        string,
        unknown
      >[];
      const days = stage.inputs('aws:rds/cluster:Cluster').backupRetentionPeriod;
      expect(rules.find(({ id }) => id === 'end-deleted-versions')).toMatchObject({
        noncurrentVersionExpiration: { noncurrentDays: days },
      });
      // Nothing else takes a version away, and nothing takes a living document.
      for (const rule of rules) expect(rule.expiration ?? {}).not.toHaveProperty('days');
    },
  },
  {
    name: 'documents are encrypted with the key of the stage',
    holds: (stage) => {
      expect(stage.inputs('BucketServerSideEncryptionConfiguration', 'DocumentsEncryption')).toMatchObject({
        bucket: bucketName(stage),
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: 'aws:kms',
              kmsMasterKeyId: stage.arn('Key', 'DataKey'),
            },
          },
        ],
      });
    },
  },
  {
    name: 'every request to the documents bucket is written down',
    holds: (stage) => {
      expect(stage.inputs('BucketLogging')).toEqual({
        bucket: bucketName(stage),
        targetBucket: stage.inputs('aws:s3/bucket:Bucket', 'LogsBucket').bucket,
        targetPrefix: 'documents/',
      });
    },
  },
  {
    name: 'the bucket of logs takes them from AWS’s own deliveries alone',
    holds: (stage) => {
      const allowed = statementsOf(stage.inputs('BucketPolicy', 'LogsPolicy').policy).filter(
        ({ Effect }) => Effect === 'Allow',
      );
      expect(allowed.map(({ Principal }) => JSON.stringify(Principal)).sort()).toEqual(
        [
          'delivery.logs.amazonaws.com',
          'delivery.logs.amazonaws.com',
          'logdelivery.elasticloadbalancing.amazonaws.com',
          'logging.s3.amazonaws.com',
        ].map((service) => JSON.stringify({ Service: [service] })),
      );
      for (const { Action } of allowed) expect(['s3:PutObject', 's3:GetBucketAcl']).toContain(Action[0]);
      // Those of another account’s resources would come from the same services.
      const bucket = stage.arn('aws:s3/bucket:Bucket', 'LogsBucket');
      for (const { Resource, Condition } of allowed) {
        if (Condition) expect(Condition).toEqual({ StringEquals: { 'aws:SourceAccount': ['123456789012'] } });
        else expect(Resource).toEqual([`${bucket}/load-balancer/AWSLogs/123456789012/*`]);
      }
    },
  },
  {
    name: 'the bucket of logs is private and forgets in time',
    holds: (stage) => {
      expect(stage.inputs('BucketPublicAccessBlock', 'LogsPublicAccessBlock')).toMatchObject({
        blockPublicPolicy: true,
        restrictPublicBuckets: true,
      });
      const days = { production: 365, staging: 30, personal: 7 }[stage.kind];
      expect(stage.inputs('BucketLifecycleConfiguration', 'LogsLifecycle').rules).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ expiration: { days } }),
          expect.objectContaining({ abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } }),
        ]),
      );
    },
  },
  {
    name: 'production’s documents are retained whatever happens to the stage',
    kinds: ['production'],
    holds: (stage) => {
      const bucket = stage.one('aws:s3/bucket:Bucket', 'DocumentsBucket');
      expect(bucket.inputs.forceDestroy).toBe(false);
      expect(bucket.options.retainOnDelete).toBe(true);
      expect(stage.one('Key', 'DataKey').options.retainOnDelete).toBe(true);
    },
  },
  {
    name: 'the buckets of another stage go with it, full or empty',
    kinds: ['staging', 'personal'],
    holds: (stage) => {
      for (const { inputs } of stage.all('aws:s3/bucket:Bucket')) expect(inputs.forceDestroy).toBe(true);
    },
  },
];
