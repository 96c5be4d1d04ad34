import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Opens the index of a data folder: what exists, by name. The bytes of objects are files beside it.
 *
 * The index is held exclusively, so that a second process on the same folder fails at once instead of sweeping the
 * first one's uploads; the lock goes with the process, however it ends. `synchronous=FULL` makes a commit durable
 * before it is answered.
 * @throws Error when another process holds the folder
 */
export function openDatabase(dir: string): DatabaseSync {
  mkdirSync(dir, { recursive: true });
  const db = new DatabaseSync(path.join(dir, 'index.sqlite'));
  try {
    db.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;');
    db.exec('BEGIN EXCLUSIVE; COMMIT;');
  } catch (error) {
    db.close();
    if (error instanceof Error && /locked/.test(error.message)) {
      throw new Error(`The folder ${dir} is in use by another process.`);
    }
    throw error;
  }
  return db;
}

/** Runs `work` as one transaction: all of it is kept or none. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
