import type { Names } from './names.ts';
import type { Secrets } from './secrets.ts';
import type { DeploySettings } from './settings.ts';
import type { StagePolicy } from './stage-policy.ts';

/** A year: what browsers take for meant. */
const HTTPS_ALONE_SECONDS = 31_536_000;

/**
 * A browser that was here once asks by HTTPS alone, never guesses a type, and shows nothing in a frame.
 * It stands at the edge because the site's own code answers neither for files and images nor for faults; what that
 * code says itself about frames and referrers stays.
 */
const createHeaders = (): aws.cloudfront.ResponseHeadersPolicy =>
  new aws.cloudfront.ResponseHeadersPolicy('WebSecurityHeaders', {
    name: `chancery-${$app.stage}-security-headers`,
    securityHeadersConfig: {
      strictTransportSecurity: {
        accessControlMaxAgeSec: HTTPS_ALONE_SECONDS,
        includeSubdomains: true,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: 'DENY', override: false },
      referrerPolicy: { referrerPolicy: 'strict-origin-when-cross-origin', override: false },
    },
  });

/**
 * What SST runs in the folder of the site in place of a build: fails unless the very site that lies there was built
 * and tested before. Nothing is built while the stage's secrets stand in the environment.
 */
const verified = (): string => `node "${$cli.paths.root}/start.mjs" build:site --verify .`;

export interface SiteSources {
  policy: StagePolicy;
  settings: DeploySettings;
  names: Names;
  secrets: Secrets;
  key: aws.kms.Key;
  /** The services that have to be in their steady state before a newer site is served. */
  after: sst.aws.Service[];
}

/**
 * The site behind CloudFront. Its functions answer only to requests that this distribution has signed. Its one
 * secret is no variable of the function: a small module in a layer fetches it from Secrets Manager before the
 * site's first line runs (docs/decisions has why).
 */
export function createSite({ policy, settings, names, secrets, key, after }: SiteSources): sst.aws.Nextjs {
  const { region } = aws.getRegionOutput();
  const clerkSecret = secrets.CLERK_SECRET_KEY!;
  const loader = new aws.lambda.LayerVersion('SiteSecretLoader', {
    layerName: `chancery-${$app.stage}-site-secret-loader`,
    description: 'Fetches the secret of the site before it starts',
    code: new $util.asset.FileArchive(`${$cli.paths.root}/infra/site-secret`),
    compatibleArchitectures: ['x86_64'],
    compatibleRuntimes: ['nodejs24.x'],
  });
  const headers = createHeaders();
  return new sst.aws.Nextjs('Web', {
    path: settings.siteFolder,
    buildCommand: verified(),
    domain: names.web,
    protection: 'oac-with-edge-signing',
    server: {
      runtime: 'nodejs24.x',
      architecture: 'x86_64',
      memory: '1024 MB',
      timeout: '20 seconds',
      layers: [loader.arn],
    },
    environment: {
      STAGE: policy.strictness,
      PORT: '3000',
      HOSTNAME: '0.0.0.0',
      // SST passes no dependency on to what a component makes, but builds, and so serves, with these variables alone.
      API_URL: $util.all(after.map(({ nodes }) => nodes.service.id)).apply(() => `https://${names.api}`),
      // Presigned addresses are path-style.
      STORE_ORIGIN: $interpolate`https://s3.${region}.amazonaws.com`,
      // Every page carries it: it is no secret.
      CLERK_PUBLISHABLE_KEY: secrets.CLERK_PUBLISHABLE_KEY!.value,
      CLERK_SECRET_KEY_ARN: clerkSecret.arn,
      CLERK_SECRET_KEY_VERSION: clerkSecret.versionId,
      NODE_OPTIONS: '--import=/opt/load-secret.mjs',
    },
    permissions: [
      { actions: ['secretsmanager:GetSecretValue'], resources: [clerkSecret.arn] },
      { actions: ['kms:Decrypt'], resources: [key.arn] },
    ],
    transform: {
      cdn: (args) => {
        args.defaultCacheBehavior = $util.output(args.defaultCacheBehavior).apply((behavior) => ({
          ...behavior,
          responseHeadersPolicyId: headers.id,
        }));
      },
      imageOptimizer: (args) => {
        args.architecture = 'x86_64';
      },
    },
  });
}
