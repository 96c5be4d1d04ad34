import type { StagePolicy } from './stage-policy.ts';

/**
 * Where the load balancer, the documents bucket and the network write who did what. Encrypted with S3's own key:
 * these deliveries do not support a key of ours.
 */
export function createLogsBucket(policy: StagePolicy): sst.aws.Bucket {
  const { accountId } = aws.getCallerIdentityOutput();
  const fromThisAccount = [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [accountId] }];
  const deliveredBy = (service: string, path: $util.Input<string>) => ({
    actions: ['s3:PutObject'],
    principals: [{ type: 'service' as const, identifiers: [service] }],
    paths: [path],
    conditions: fromThisAccount,
  });
  return new sst.aws.Bucket('Logs', {
    cors: false,
    versioning: true,
    lifecycle: [{ id: 'expire', expiresIn: `${policy.logDays} days` }],
    policy: [
      {
        // This delivery names no account. It writes below the account of the load balancer.
        ...deliveredBy(
          'logdelivery.elasticloadbalancing.amazonaws.com',
          $interpolate`load-balancer/AWSLogs/${accountId}/*`,
        ),
        conditions: undefined,
      },
      deliveredBy('logging.s3.amazonaws.com', 'documents/*'),
      deliveredBy('delivery.logs.amazonaws.com', 'network/*'),
      {
        actions: ['s3:GetBucketAcl', 's3:ListBucket'],
        principals: [{ type: 'service', identifiers: ['delivery.logs.amazonaws.com'] }],
        paths: [''],
        conditions: fromThisAccount,
      },
    ],
    transform: {
      bucket: (args) => {
        args.forceDestroy = !policy.keepsData;
      },
      lifecycle: (args) => {
        args.rules = $util.output(args.rules).apply((rules) => [
          ...(rules ?? []),
          {
            id: 'end-unfinished-and-old',
            status: 'Enabled',
            filter: {},
            abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
            noncurrentVersionExpiration: { noncurrentDays: 1 },
          },
        ]);
      },
    },
  });
}
