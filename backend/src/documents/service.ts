import { and, desc, eq, lt, sql, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { Database } from '../db/client.ts';
import { documents, documentVersions, projects } from '../db/schema/index.ts';
import { fail } from '../errors/catalogue.ts';
import { toPage, type PageQuery } from '../http/schemas.ts';
import type { DocumentRow, DocumentWithVersion } from '../policies/document.ts';
import { scheduleObjectDeletions } from '../storage/deletions.ts';
import { DOWNLOAD_URL_SECONDS, type ObjectStore } from '../storage/object-store.ts';
import { presentDocument, presentVersion, type DocumentView } from './presenter.ts';
import type { urlQuery } from './schemas.ts';
import { contentTypes, typeOfName } from './types.ts';

/** How many wait before this one, itself included. */
const queuePosition = sql<number | null>`case when ${documentVersions.status} = 'queued' then (
  select count(*)::int from document_versions ahead where ahead.status in ('queued', 'converting') and ahead.id <= ${documentVersions.id}
) end`;

async function select(db: Database, where: SQL | undefined, limit: number) {
  return db
    .select({ id: documents.id, document: documents, version: documentVersions, queuePosition })
    .from(documents)
    .innerJoin(projects, eq(projects.id, documents.projectId))
    .innerJoin(documentVersions, eq(documentVersions.id, documents.currentVersionId))
    .where(where)
    .orderBy(desc(documents.id))
    .limit(limit);
}

type Selected = Awaited<ReturnType<typeof select>>[number];
const present = (row: Selected): DocumentView =>
  presentDocument(row.document, row.version, row.queuePosition);

export async function listProjectDocuments(db: Database, projectId: string, page: PageQuery) {
  const where = and(
    eq(documents.projectId, projectId),
    page.cursor ? lt(documents.id, page.cursor) : undefined,
  );
  return toPage(await select(db, where, page.limit + 1), page.limit, present);
}

/** The person's documents over all projects, newest first. */
export async function listDocuments(db: Database, userId: string, page: PageQuery) {
  const where = and(eq(projects.userId, userId), page.cursor ? lt(documents.id, page.cursor) : undefined);
  return toPage(await select(db, where, page.limit + 1), page.limit, present);
}

export async function readDocument(db: Database, documentId: string): Promise<DocumentView> {
  const [row] = await select(db, eq(documents.id, documentId), 1);
  if (!row) throw fail('not_found');
  return present(row);
}

/** Renames; the extension always stays what the bytes are. */
export async function renameDocument(
  db: Database,
  document: DocumentRow,
  name: string,
): Promise<DocumentView> {
  const full = typeOfName(name) === document.type ? name : `${name}.${document.type}`;
  if (Buffer.byteLength(full) > 255) throw fail('file_name_invalid', { detail: nameTooLong(full) });
  await db.update(documents).set({ name: full, updatedAt: new Date() }).where(eq(documents.id, document.id));
  return readDocument(db, document.id);
}

export function nameTooLong(name: string): string {
  return `The name is ${Buffer.byteLength(name)} bytes long; the limit is 255 bytes.`;
}

export async function deleteDocument(db: Database, documentId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await scheduleObjectDeletions(tx, eq(documents.id, documentId));
    await tx.delete(documents).where(eq(documents.id, documentId));
  });
}

export async function listVersions(db: Database, documentId: string) {
  const rows = await db
    .select()
    .from(documentVersions)
    .where(eq(documentVersions.documentId, documentId))
    .orderBy(desc(documentVersions.versionNumber));
  return { items: rows.map(presentVersion) };
}

/**
 * A short-lived address of a version's bytes or of its pages.
 * @throws rendition_missing while there is no PDF of it
 */
export async function versionUrl(
  store: ObjectStore,
  { document, version }: DocumentWithVersion,
  { rendition, disposition }: z.output<typeof urlQuery>,
): Promise<{ url: string; expiresAt: string }> {
  const pdf = rendition === 'pdf' && document.type !== 'pdf';
  if (pdf && !version.renditionKey) throw fail('rendition_missing');
  const url = await store.presignGet({
    key: pdf && version.renditionKey ? version.renditionKey : version.objectKey,
    fileName: pdf ? document.name.replace(/\.[^.]+$/, '.pdf') : document.name,
    contentType: pdf ? contentTypes.pdf : contentTypes[document.type],
    disposition,
  });
  return { url, expiresAt: new Date(Date.now() + DOWNLOAD_URL_SECONDS * 1000).toISOString() };
}
