export { createDatabase, type TestDatabase } from './database.ts';
export { testSettings } from './settings.ts';
