import { cookieSuffix, publishableKeyFor } from './keys.ts';
import { openSigner, type Signer } from './signing.ts';
import { openStore, type Store } from './store/store.ts';

/** What a person decides about an instance. */
export interface InstanceOptions {
  /** Folder of the state and the key pair; made when missing. */
  dir: string;
  /** Host in the publishable key, such as `chancery-1a2b.localhost`; one per clone. */
  hostLabel: string;
  /** The `sk_test_` key that callers of the Backend API show. */
  secretKey: string;
  /** Origins of the web application: who may call from a browser and be redirected to. */
  origins: string[];
  /** Where "Sign in as" sends the browser; the first origin by default. */
  webUrl?: string;
  /** Folder with the browser bundles, as `tools/clerk-bundles` fills it. */
  assetsDir?: string;
  /** Life of a session token; clerk-js renews it in time. 60 by default, as at Clerk. */
  tokenTtlSeconds?: number;
  /** Host names beside those of this machine that may address the server (its name in a compose network). */
  extraHosts?: string[];
  /** Where lines for the developer go; nowhere by default. */
  announce?: (line: string) => void;
}

/** A running instance: its settings, its state and its key pair. */
export interface Instance {
  publishableKey: string;
  /** Tells this instance's cookies from another's on the same host. */
  suffix: string;
  secretKey: string;
  origins: Set<string>;
  webUrl: string;
  assetsDir: string | undefined;
  extraHosts: Set<string>;
  store: Store;
  signer: Signer;
  announce: (line: string) => void;
}

/** @throws when an option is unusable, or the folder holds a state that cannot be read. */
export function openInstance(options: InstanceOptions): Instance {
  const publishableKey = publishableKeyFor(options.hostLabel);
  if (!options.secretKey.startsWith('sk_test_')) {
    throw new Error('only a secret key that begins with sk_test_ is accepted');
  }
  const origins = options.origins.map((origin) => new URL(origin).origin);
  const [firstOrigin] = origins;
  if (firstOrigin === undefined) throw new Error('at least one origin of the web application is needed');
  const webUrl = new URL(options.webUrl ?? firstOrigin).origin;
  return {
    publishableKey,
    suffix: cookieSuffix(publishableKey),
    secretKey: options.secretKey,
    origins: new Set([...origins, webUrl]),
    webUrl,
    assetsDir: options.assetsDir,
    extraHosts: new Set(options.extraHosts ?? []),
    store: openStore(options.dir),
    signer: openSigner(options.dir, `https://${options.hostLabel}`, options.tokenTtlSeconds ?? 60),
    announce: options.announce ?? (() => undefined),
  };
}
