import { serve } from '@hono/node-server';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { openInstance, type InstanceOptions } from './instance.ts';
import { sow, type SeedPerson } from './seeds.ts';

export { publishableKeyFor, cookieSuffix } from './keys.ts';
export type { InstanceOptions } from './instance.ts';

/** Options of a server: those of its instance, and where it listens. */
export interface StartOptions extends InstanceOptions {
  /** 127.0.0.1 by default. */
  host?: string;
  /** A free one by default. */
  port?: number;
  /** People to make unless they are there. */
  seeds?: SeedPerson[];
}

/** A running stand-in for Clerk. */
export interface ClerkServer {
  /** Address of both APIs: the SDKs' `apiUrl`, `CLERK_API_URL` and `CLERK_FAPI_URL`. */
  url: string;
  publishableKey: string;
  secretKey: string;
  /** SPKI in PEM, for the SDKs' `jwtKey`. */
  jwtKey: string;
  close(): Promise<void>;
}

/**
 * Starts a stand-in for Clerk: the Frontend and the Backend API on one port.
 *
 * @throws when an option is unusable, the state cannot be read, or the port is taken.
 */
export async function start(options: StartOptions): Promise<ClerkServer> {
  const instance = openInstance(options);
  await sow(instance, options.seeds ?? []);
  const host = options.host ?? '127.0.0.1';
  const server = serve({ fetch: createApp(instance), hostname: host, port: options.port ?? 0 }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    publishableKey: instance.publishableKey,
    secretKey: instance.secretKey,
    jwtKey: instance.signer.jwtKeyPem,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await instance.store.save();
    },
  };
}
