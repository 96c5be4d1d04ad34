import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { siteFolder } from './build.ts';
import { startSiteBucket, type SiteBucket, type SiteKey } from './bucket.ts';
import { distribution } from './distribution.ts';
import { readOutput, type SiteFunction } from './faults.ts';
import {
  imageVariables,
  sandboxVariables,
  SECRET_ARN,
  secretVariables,
  serverVariables,
} from './function-variables.ts';
import { startJsonServices, type JsonServices } from './json-services.ts';
import { LambdaFunction } from './lambda/function.ts';
import { routesOf } from './routes.ts';
import { wrapFunction } from './server-index.ts';

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
/** How many calls of a function run at once. More do on AWS; a laptop has two cores. */
export const CONCURRENCY = 3;

/**
 * Makes the unmodified functions of a built site ready, with its files and its cache on the stand-in for S3. The server
 * function is entered as by the lines that SST lays before it. The secret goes the way it goes on AWS: the function has a
 * reference, and the loader of infra/site-secret fetches it.
 */
export async function openSite({ settings, folder = siteFolder, onCall }: SiteOptions): Promise<Site> {
  await using started = new AsyncDisposableStack();
  const bucket = started.use(await startSiteBucket(join(folder, '.open-next')));
  const { CLERK_SECRET_KEY = '', ...open } = settings;
  const services = started.use(await startJsonServices({ [SECRET_ARN]: CLERK_SECRET_KEY }));
  const { origins } = readOutput(folder);
  const routes = routesOf(join(folder, '.open-next/assets'));
  const make = (
    { bundle, handler }: Pick<SiteFunction, 'bundle' | 'handler'>,
    key: SiteKey,
    environment: Record<string, string>,
    code?: string,
  ): LambdaFunction => {
    const path = join(folder, bundle);
    const made = new LambdaFunction({
      bundle: path,
      code,
      handler,
      environment: { ...sandboxVariables(path, { url: bucket.url, key }, services), ...environment },
      concurrency: CONCURRENCY,
      timeoutMs: TIMEOUT_MS,
    });
    started.defer(() => made.stop());
    return made;
  };
  const { bundle } = origins.default;
  const wrapped = started.use(wrapFunction(join(folder, bundle), origins.default));
  const server = make(
    { bundle, handler: wrapped.handler },
    bucket.keys.server,
    { ...open, ...serverVariables(bucket, services), ...secretVariables(), ...wrapped.variables },
    wrapped.folder,
  );
  const image = make(origins.imageOptimizer, bucket.keys.image, imageVariables(bucket));
  const all = started.move();
  return {
    ...{ server, image, bucket, services },
    listener: (scheme) => distribution({ routes, bucket, server, image, onCall }, scheme),
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
