import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { start, type ClerkServer } from '../../../../docker/clerk/src/server.ts';
import { freePorts } from '../../ports.ts';
import { serveSite, type ServedSite } from '../serve.ts';

/** The built site, served, with a stand-in for Clerk of its own. */
export interface SiteUnderTest {
  /** The origin a browser would see. */
  origin: string;
  site: ServedSite;
  clerk: ClerkServer;
}

/** Addresses that nothing of the build can know. */
export const places = { api: 'http://api.localhost:4999', store: 'http://files.localhost:4998' };

const secretKey = 'sk_test_of_the_artefact_tests';

/** Starts it before the first test of the file. */
export function siteUnderTest(
  more: (clerk: ClerkServer) => Record<string, string> = () => ({}),
): SiteUnderTest {
  const under: Partial<SiteUnderTest> = {};
  const dir = mkdtempSync(join(tmpdir(), 'chancery-clerk-'));
  beforeAll(async () => {
    const { web: port } = await freePorts();
    const origin = `http://localhost:${port}`;
    const clerk = await start({ dir, hostLabel: 'artefact.localhost', secretKey, origins: [origin] });
    const site = await serveSite({ port, settings: { ...settingsFor(clerk), ...more(clerk) } });
    Object.assign(under, { origin, clerk, site });
  });
  afterAll(async () => {
    await under.site?.[Symbol.asyncDispose]();
    await under.clerk?.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return under as SiteUnderTest;
}

/** The settings of the web role on a laptop. */
function settingsFor({ publishableKey, url }: ClerkServer): Record<string, string> {
  return {
    STAGE: 'local',
    PORT: '3000',
    HOSTNAME: '0.0.0.0',
    API_URL: places.api,
    STORE_ORIGIN: places.store,
    CLERK_PUBLISHABLE_KEY: publishableKey,
    CLERK_SECRET_KEY: secretKey,
    CLERK_PROXY_PATH: '/__clerk',
    CLERK_API_URL: url,
    CLERK_FAPI_URL: url,
  };
}
