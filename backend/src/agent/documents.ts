import { and, eq, or, sql } from 'drizzle-orm';
import type { Queryable } from '../db/client.ts';
import { documentPages, documents, documentTexts, documentVersions, projects } from '../db/schema/index.ts';
import type { DocumentRow, VersionRow } from '../policies/document.ts';
import type { DocumentText, PageText } from '../parsing/types.ts';

/** A document a run may read, under the short name the model uses for it. */
export interface RunDocument {
  handle: string;
  document: DocumentRow;
  version: VersionRow;
}

/** `doc_` and the random tail of the id: short, stable, and telling nothing. */
export const handleOf = (documentId: string): string => `doc_${documentId.slice(-8)}`;

/** The documents of a chat's project and those attached to its messages: only what the person may see. */
export async function runDocuments(
  db: Queryable,
  userId: string,
  scope: { projectId: string | null; documentIds: readonly string[] },
): Promise<RunDocument[]> {
  const inScope = or(
    scope.projectId ? eq(documents.projectId, scope.projectId) : undefined,
    // One parameter however many there are: a long chat must not make a statement that RDS Proxy pins on.
    scope.documentIds.length > 0
      ? sql`${documents.id} = any(${sql.param([...scope.documentIds])}::uuid[])`
      : undefined,
  );
  if (!inScope) return [];
  const rows = await db
    .select({ document: documents, version: documentVersions })
    .from(documents)
    .innerJoin(projects, eq(projects.id, documents.projectId))
    .innerJoin(documentVersions, eq(documentVersions.id, documents.currentVersionId))
    .where(and(eq(projects.userId, userId), inScope))
    .orderBy(documents.id);
  return rows.map((row) => ({ handle: handleOf(row.document.id), ...row }));
}

/** The text of record of a version; null when there is none. */
export async function loadText(db: Queryable, versionId: string): Promise<DocumentText | null> {
  const [row] = await db.select().from(documentTexts).where(eq(documentTexts.versionId, versionId));
  return row ? { blocks: row.blocks, pageCount: row.pageCount } : null;
}

/** Where the words of a version stand on its pages. */
export async function loadPages(db: Queryable, versionId: string): Promise<PageText[]> {
  const rows = await db
    .select()
    .from(documentPages)
    .where(eq(documentPages.versionId, versionId))
    .orderBy(documentPages.pageNumber);
  return rows.map((row) => ({
    number: row.pageNumber,
    width: row.width,
    height: row.height,
    items: row.items,
  }));
}
