import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { root } from '../clone.ts';
import { region } from '../environment.ts';
import { siteFolder } from './build.ts';
import { prefixes, startSiteBucket, type SiteBucket } from './bucket.ts';
import { distribution } from './distribution.ts';
import { readOutput, type SiteFunction } from './faults.ts';
import { startJsonServices, type JsonServices } from './json-services.ts';
import { LambdaFunction } from './lambda/function.ts';

/** A built site as CloudFront and Lambda would serve it. */
export interface Site extends AsyncDisposable {
  server: LambdaFunction;
  image: LambdaFunction;
  bucket: SiteBucket;
  services: JsonServices;
  /** Answers the viewers, who come by this scheme. */
  listener(scheme: 'http' | 'https'): RequestListener;
}

/** A site that listens. */
export interface ServedSite extends Site {
  port: number;
}

export interface SiteOptions {
  /** The settings of the web role, the secret among them. */
  settings: Record<string, string>;
  /** The folder with .open-next in it. Default: the clone's. */
  folder?: string;
  /** Told of every call of a function, one line each. */
  onCall?: (line: string) => void;
}

/** As SST sets them for the site; the timeout is what CloudFront waits, too. */
const TIMEOUT_MS = 20_000;
/** More are started on AWS; a laptop has two cores. */
const CONCURRENCY = 3;
const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-2:000000000000:secret:site';

/**
 * Makes the unmodified functions of a built site ready, with its files and its cache on the stand-in for S3. The secret
 * goes the way it goes on AWS: the function has a reference, and the loader of infra/site-secret fetches it.
 */
export async function openSite({ settings, folder = siteFolder, onCall }: SiteOptions): Promise<Site> {
  await using started = new AsyncDisposableStack();
  const bucket = started.use(await startSiteBucket(join(folder, '.open-next')));
  const { CLERK_SECRET_KEY = '', ...open } = settings;
  const services = started.use(await startJsonServices({ [SECRET_ARN]: CLERK_SECRET_KEY }));
  const { origins, behaviors: behaviours } = readOutput(folder);
  const make = ({ bundle, handler }: SiteFunction, environment: Record<string, string>): LambdaFunction => {
    const path = join(folder, bundle);
    const made = new LambdaFunction({
      bundle: path,
      handler,
      environment: { ...sandboxEnvironment(path, bucket, services), ...environment },
      concurrency: CONCURRENCY,
      timeoutMs: TIMEOUT_MS,
    });
    started.defer(() => made.stop());
    return made;
  };
  const server = make(origins.default, {
    ...open,
    ...serverVariables(bucket, services),
    ...secretVariables(),
  });
  const image = make(origins.imageOptimizer, imageVariables(bucket));
  const all = started.move();
  return {
    ...{ server, image, bucket, services },
    listener: (scheme) => distribution({ behaviours, bucket, server, image, onCall }, scheme),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** The same on a port of this machine, by plain HTTP. */
export async function serveSite({ port, ...options }: SiteOptions & { port: number }): Promise<ServedSite> {
  const site = await openSite(options);
  const listening = createServer(site.listener('http')).listen(port, '127.0.0.1');
  await once(listening, 'listening');
  return {
    ...site,
    port,
    [Symbol.asyncDispose]: async () => {
      listening.close();
      listening.closeAllConnections();
      await once(listening, 'close');
      await site[Symbol.asyncDispose]();
    },
  };
}

/** What sst.aws.Nextjs sets for the server function. */
const serverVariables = (bucket: SiteBucket, services: JsonServices): Record<string, string> => ({
  CACHE_BUCKET_NAME: bucket.name,
  CACHE_BUCKET_KEY_PREFIX: prefixes.cache,
  CACHE_BUCKET_REGION: region,
  CACHE_DYNAMO_TABLE: 'chancery-site-tags',
  REVALIDATION_QUEUE_URL: `${services.url}/000000000000/chancery-site.fifo`,
  REVALIDATION_QUEUE_REGION: region,
});

/** And for the image function. */
const imageVariables = (bucket: SiteBucket): Record<string, string> => ({
  BUCKET_NAME: bucket.name,
  BUCKET_KEY_PREFIX: prefixes.assets,
});

/** As infra/site.ts sets them. On AWS the SDK is part of the runtime; here the tool's own stands in. */
const secretVariables = (): Record<string, string> => ({
  CLERK_SECRET_KEY_ARN: SECRET_ARN,
  CLERK_SECRET_KEY_VERSION: 'first',
  NODE_OPTIONS: `--import=${join(root, 'infra/site-secret/load-secret.mjs')}`,
  NODE_PATH: join(root, 'tools/opennext/node_modules'),
});

/** What Lambda itself sets, and where the services are that stand for those of AWS. */
const sandboxEnvironment = (
  bundle: string,
  bucket: SiteBucket,
  services: JsonServices,
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
  AWS_ACCESS_KEY_ID: bucket.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: bucket.credentials.secretAccessKey,
  // By number, so that the SDK asks path-style.
  AWS_ENDPOINT_URL_S3: bucket.url,
  AWS_ENDPOINT_URL_DYNAMODB: services.url,
  AWS_ENDPOINT_URL_SQS: services.url,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: services.url,
});
