import { NotAsked } from '../check.ts';
import { openPage, servePage, startBrowser } from '../browser.ts';
import type { Settings } from '../config.ts';
import { placeAt, type Access, type Place } from '../place.ts';
import { product } from '../setup.ts';
import { openAws } from './aws.ts';
import { runningLocalStack, startLocalStack } from './localstack.ts';
import { ownBucket } from './own-bucket.ts';
import { startStandIn } from './standin.ts';

interface Opened {
  place: Place;
  close(): Promise<void>;
}

type Found = Omit<Access, 'pages' | 'target' | 'region'> & {
  /** The port of a page of the allowed origin, where one is served already. */
  pagePort?: number;
  /** Removes what a run leaves under its prefix, where the bucket is not the run's own. */
  remove?: (prefix: string) => Promise<void>;
};

/** Starts or finds what the settings name, and makes there what the checks need. */
export async function openTarget(settings: Settings): Promise<Opened> {
  await using opening = new AsyncDisposableStack();
  const { target, region } = settings;
  const { pagePort, remove, ...found }: Found =
    target === 'aws' ? await openAws(settings) : await local(settings, opening);
  const pages = pagesOf(found.webOrigin, pagePort, opening);
  const place = placeAt({ target, region, ...found, pages });
  opening.defer(() => place.close());
  if (remove) opening.defer(() => remove(place.key('')));
  const opened = opening.move();
  return { place, close: () => opened.disposeAsync() };
}

async function local(settings: Settings, opening: AsyncDisposableStack): Promise<Found> {
  const { target, region, endpoint, image } = settings;
  const server =
    target === 'standin'
      ? await startStandIn()
      : endpoint
        ? runningLocalStack(endpoint)
        : await startLocalStack(image);
  opening.defer(server.close);
  const page = await servePage();
  opening.defer(page.close);
  const own = await ownBucket({ region, ...server }, page.origin);
  opening.defer(own.remove);
  return {
    endpoint: server.endpoint,
    credentials: server.credentials,
    bucket: own.bucket,
    webOrigin: page.origin,
    sender: own.sender,
    recipient: 'ada@parity.example',
    productBucket: product.bucket,
    pagePort: Number(new URL(page.origin).port),
  };
}

/** A browser with its two pages, started when the first check wants it. */
function pagesOf(
  webOrigin: string,
  pagePort: number | undefined,
  opening: AsyncDisposableStack,
): Access['pages'] {
  let pages: ReturnType<Access['pages']> | undefined;
  const open: Access['pages'] = async () => {
    // A page of an origin on this machine can be served here; no other origin can.
    const { protocol, hostname, port } = new URL(webOrigin);
    if (protocol !== 'http:' || hostname !== 'localhost') {
      throw new NotAsked(`the bucket allows ${webOrigin}, whose pages cannot be served here`);
    }
    if (pagePort === undefined) opened.defer((await servePage(Number(port))).close);
    const foreign = await servePage();
    opened.defer(foreign.close);
    const browser = await startBrowser();
    opened.defer(() => browser.close());
    return { own: await openPage(browser, webOrigin), foreign: await openPage(browser, foreign.origin) };
  };
  const opened = opening.use(new AsyncDisposableStack());
  return () => (pages ??= open());
}
