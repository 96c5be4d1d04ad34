import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { documents, documentVersions, projects } from '../db/schema/index.ts';
import { readDownloadToken } from '../documents/download-token.ts';
import { fail } from '../errors/catalogue.ts';
import type { Actor, Policy, PolicyContext } from './policy.ts';

export type DocumentRow = typeof documents.$inferSelect;
export type VersionRow = typeof documentVersions.$inferSelect;
export interface DocumentWithVersion {
  document: DocumentRow;
  version: VersionRow;
}

const visibleTo = (userId: string) => eq(projects.userId, userId);

/** The document, when the actor may see its project. @throws not_found */
export async function visibleDocument(
  context: Pick<PolicyContext, 'db'>,
  actor: Actor,
  documentId: string,
): Promise<DocumentRow> {
  const [row] = await context.db
    .select({ document: documents })
    .from(documents)
    .innerJoin(projects, eq(projects.id, documents.projectId))
    .where(and(eq(documents.id, documentId), visibleTo(actor.userId)));
  if (!row) throw fail('not_found');
  return row.document;
}

/** Those of the ids the person may see, in the order given. @throws not_found when one is not */
export async function visibleDocuments(
  db: Database,
  userId: string,
  ids: readonly string[],
): Promise<DocumentRow[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ document: documents })
    .from(documents)
    .innerJoin(projects, eq(projects.id, documents.projectId))
    .where(and(inArray(documents.id, [...ids]), visibleTo(userId)));
  const byId = new Map(rows.map((row) => [row.document.id, row.document]));
  return [...new Set(ids)].map((id) => {
    const row = byId.get(id);
    if (!row) throw fail('not_found');
    return row;
  });
}

interface DocumentParams {
  documentId: string;
}

function ofDocument(verb: string): Policy<DocumentParams, DocumentRow> {
  return {
    name: `document.${verb}`,
    authorize: (context, actor, params) => visibleDocument(context, actor, params.documentId),
  };
}

export const canReadDocument = ofDocument('read');
export const canChangeDocument = ofDocument('change');
export const canDeleteDocument = ofDocument('delete');

async function versionOf(
  context: PolicyContext,
  document: DocumentRow,
  versionId: string,
): Promise<DocumentWithVersion> {
  const [version] = await context.db
    .select()
    .from(documentVersions)
    .where(and(eq(documentVersions.id, versionId), eq(documentVersions.documentId, document.id)));
  if (!version) throw fail('not_found');
  return { document, version };
}

export const canReadVersion: Policy<DocumentParams & { versionId: string }, DocumentWithVersion> = {
  name: 'document.read-version',
  async authorize(context, actor, params) {
    return versionOf(context, await visibleDocument(context, actor, params.documentId), params.versionId);
  },
};

/** A signed link of ours: the person it was made for must still be able to see the document. */
export const canFollowDownload: Policy<{ token: string }, DocumentWithVersion> = {
  name: 'document.follow-download',
  bySignedAddress: true,
  async authorize(context, _actor, params) {
    const link = readDownloadToken(params.token, context.downloadSigningSecret);
    if (!link)
      throw fail('not_found', {
        detail: 'The link is not valid or has expired. Open the document and download it again.',
      });
    const [version] = await context.db
      .select()
      .from(documentVersions)
      .where(eq(documentVersions.id, link.versionId));
    if (!version) throw fail('not_found');
    return { version, document: await visibleDocument(context, { userId: link.userId }, version.documentId) };
  },
};
