import { createDatabase, type TestDatabase } from '@chancery/stack/testing';
import { startProcess, type TestProcess } from './processes.ts';

/** The whole backend on a database of its own, as real processes. */
export interface TestProduct {
  database: TestDatabase;
  api: TestProcess;
  worker: TestProcess;
  converter: TestProcess;
  /** Ends the processes as a crash would and removes the database. */
  end(): Promise<void>;
}

export async function startProduct(): Promise<TestProduct> {
  const database = await createDatabase();
  const [api, converter] = await Promise.all([
    startProcess('api', database),
    startProcess('converter', database),
  ]);
  const worker = await startProcess('worker', database, { CONVERTER_URL: converter.url });
  const end = async (): Promise<void> => {
    await Promise.all([api, worker, converter].map((one) => one.kill()));
    await database.drop();
  };
  return { database, api, worker, converter, end };
}
