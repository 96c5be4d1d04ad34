import { createDatabase, testSettings, type TestDatabase } from '@chancery/stack/testing';
import { count, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSettings } from '../config/settings.ts';
import { openDatabase, type DatabaseHandle } from '../db/client.ts';
import { documents, objectDeletions } from '../db/schema/index.ts';
import { newPerson, newProject, type TestPerson } from '../testing/person.ts';
import { startProcess, type TestProcess } from '../testing/processes.ts';

const DOCUMENTS = 500;
const columns = Array.from({ length: 20 }, (_one, at) => ({
  name: `Column ${at}`,
  format: 'text',
  question: `What is ${at}?`,
}));

interface Review {
  id: string;
  documents: { id: string }[];
  cells: { documentId: string; columnId: string; status: string }[];
}

/**
 * As many rows as a request may bring. Through the pooler this is where the text of a statement would pass 16 KB
 * if it grew with its rows.
 */
describe('a review of 500 documents', () => {
  let database: TestDatabase;
  let direct: DatabaseHandle;
  let api: TestProcess;
  let person: TestPerson;
  let projectId: string;
  let documentIds: string[];

  beforeAll(async () => {
    database = await createDatabase();
    api = await startProcess('api', database);
    person = await newPerson(api);
    projectId = await newProject(person);
    // Past the pooler: these rows are made in a way that the product never would.
    direct = openDatabase(loadSettings('migrate', testSettings('migrate', database)), { max: 1 });
    documentIds = await layDocuments(direct, projectId, person.userId);
  });
  afterAll(async () => {
    await api?.kill();
    await direct?.close();
    await database?.drop();
  });

  it('has a cell for every document and column, in the order given', async () => {
    const shuffled = documentIds.toReversed();
    const made = await person.call<{ id: string }>('post', '/reviews', {
      ...{ projectId, title: 'All', documentIds: shuffled, columns },
    });
    expect(made.status).toBe(201);
    const { body } = await person.call<Review>('get', `/reviews/${made.body.id}`);
    expect(body.documents.map(({ id }) => id)).toEqual(shuffled);
    expect(body.cells).toHaveLength(DOCUMENTS * columns.length);
    expect(new Set(body.cells.map(({ documentId, columnId }) => documentId + columnId)).size).toBe(
      DOCUMENTS * columns.length,
    );
    expect(new Set(body.cells.map(({ status }) => status))).toEqual(new Set(['pending']));
  });

  it('takes documents in once, also when asked twice', async () => {
    const first = documentIds.slice(0, 10);
    const made = await person.call<{ id: string }>('post', '/reviews', {
      ...{ projectId, title: 'Twice', documentIds: first, columns: columns.slice(0, 1) },
    });
    const again = await person.call('post', `/reviews/${made.body.id}/documents`, { documentIds });
    expect(again.status).toBe(204);
    const { body } = await person.call<Review>('get', `/reviews/${made.body.id}`);
    expect(body.documents.slice(0, 10).map(({ id }) => id)).toEqual(first);
    expect(body.documents).toHaveLength(DOCUMENTS);
    expect(body.cells).toHaveLength(DOCUMENTS);
  });

  it('notes every object for deletion when the project goes', async () => {
    expect((await person.call('delete', `/projects/${projectId}`)).status).toBe(204);
    const [noted] = await direct.db.select({ keys: count() }).from(objectDeletions);
    expect(noted).toEqual({ keys: DOCUMENTS * 2 });
    expect(await direct.db.select().from(documents)).toEqual([]);
  });
});

async function layDocuments({ db }: DatabaseHandle, projectId: string, userId: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with document as (
      insert into documents (id, project_id, user_id, name, type)
      select gen_random_uuid(), ${projectId}, ${userId}, 'Lease ' || number || '.docx', 'docx'
      from generate_series(1, ${DOCUMENTS}) as number
      returning id
    ), version as (
      insert into document_versions
        (id, document_id, version_number, source, created_by, object_key, rendition_key, size, sha256, status)
      select gen_random_uuid(), id, 1, 'upload', ${userId}, 'objects/' || id, 'renditions/' || id, 1, 'none', 'ready'
      from document
      returning id, document_id
    )
    select document_id as id, version.id as version_id from version`);
  await db.execute(sql`
    update documents set current_version_id = version.id
    from document_versions version where version.document_id = documents.id`);
  return rows.map(({ id }) => id);
}
