import type { Runner } from './agent/runner.ts';
import type { EventHub } from './chats/event-hub.ts';
import type { Settings } from './config/settings.ts';
import type { Database } from './db/client.ts';
import type { Identity } from './identity/clerk.ts';
import type { Jobs } from './jobs/client.ts';
import type { Logger } from './log/logger.ts';
import type { Models } from './models/registry.ts';
import type { ObjectStore } from './storage/object-store.ts';

/** What features work with: one adapter each. Built once per process and handed down. */
export interface Services {
  settings: Pick<
    Settings<'api'>,
    'WEB_ORIGIN' | 'DOWNLOAD_SIGNING_SECRET' | 'USER_API_KEYS_ENCRYPTION_SECRET'
  >;
  db: Database;
  jobs: Jobs;
  store: ObjectStore;
  identity: Identity;
  models: Models;
  logger: Logger;
}

/** The API has the runs of chats besides. */
export interface ApiServices extends Services {
  runner: Runner;
  events: EventHub;
}
