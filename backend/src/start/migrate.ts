import { loadSettings } from '../config/settings.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { createLogger } from '../log/logger.ts';
import { exitOnFault } from './shutdown.ts';

await exitOnFault('migrate', async () => {
  const settings = loadSettings('migrate');
  const logger = createLogger({ level: settings.LOG_LEVEL, role: 'migrate' });
  await migrateDatabase(settings);
  logger.info('schema is current');
});
