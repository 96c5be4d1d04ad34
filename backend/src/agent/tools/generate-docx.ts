import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v5 as uuidv5 } from 'uuid';
import { documents, documentVersions, projects } from '../../db/schema/index.ts';
import { contentTypes } from '../../documents/types.ts';
import { fileNameFor } from '../../docx/write/file-name.ts';
import { draftSchema, type Draft } from '../../docx/write/schema.ts';
import { writeDocx } from '../../docx/write/write.ts';
import { findEffect, noteEffect } from '../effects.ts';
import { handleOf } from '../documents.ts';
import { defineTool, type FileCard, type ToolContext } from './tool.ts';

/** Where a draft goes that belongs to no project yet. */
const DRAFTS_PROJECT = 'Drafts';

/** The project of the chat, else of the first attached document, else the person's own for drafts. */
async function projectOf(context: ToolContext): Promise<string> {
  if (context.projectId) return context.projectId;
  const [first] = await context.documents();
  if (first) return first.document.projectId;
  const { db } = context.services;
  const own = await db
    .select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(eq(projects.userId, context.userId));
  const drafts = own.find((project) => project.name === DRAFTS_PROJECT);
  if (drafts) return drafts.id;
  const [made] = await db
    .insert(projects)
    .values({ userId: context.userId, name: DRAFTS_PROJECT })
    .returning({ id: projects.id });
  if (!made) throw new Error('the insert returned no row');
  return made.id;
}

const describe = (draft: Draft): string => {
  const clauses = draft.blocks.filter((block) => block.type === 'clause').length;
  const tables = draft.blocks.filter((block) => block.type === 'table').length;
  const parts = [
    `${draft.blocks.length} ${draft.blocks.length === 1 ? 'block' : 'blocks'}`,
    ...(clauses > 0 ? [`${clauses} numbered ${clauses === 1 ? 'clause' : 'clauses'}`] : []),
    ...(tables > 0 ? [`${tables} ${tables === 1 ? 'table' : 'tables'}`] : []),
  ];
  return `New document: ${parts.join(', ')}`;
};

/** Stores the bytes under a key of the call, then document, version, job and the note of the effect in one transaction. */
async function createDraft(draft: Draft, context: ToolContext, callId: string): Promise<FileCard> {
  const { db, store, jobs } = context.services;
  const bytes = await writeDocx(draft);
  const objectKey = `generated/${context.runId}/${uuidv5(callId, uuidv5.URL)}/source.docx`;
  await store.put(objectKey, bytes, contentTypes.docx);
  const projectId = await projectOf(context);
  const name = fileNameFor(draft.title);
  const card = await db.transaction(async (tx): Promise<FileCard | null> => {
    const [document] = await tx
      .insert(documents)
      .values({ projectId, userId: context.userId, name, type: 'docx' })
      .returning({ id: documents.id });
    if (!document) throw new Error('the insert returned no row');
    const [version] = await tx
      .insert(documentVersions)
      .values({
        documentId: document.id,
        versionNumber: 1,
        source: 'generated',
        createdBy: context.userId,
        objectKey,
        size: bytes.byteLength,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })
      .onConflictDoNothing()
      .returning({ id: documentVersions.id });
    if (!version) return tx.rollback();
    await tx.update(documents).set({ currentVersionId: version.id }).where(eq(documents.id, document.id));
    const made: FileCard = {
      documentId: document.id,
      versionId: version.id,
      versionNumber: 1,
      name,
      summary: describe(draft),
    };
    const first = await noteEffect(tx, {
      runId: context.runId,
      callKey: callId,
      tool: 'generate_docx',
      result: { ...made },
    });
    if (!first) return tx.rollback();
    await jobs.send(tx, 'ingest', { versionId: version.id });
    return made;
  });
  if (!card) throw new Error('the draft was not stored');
  return card;
}

export const generateDocxTool = defineTool({
  name: 'generate_docx',
  description:
    'Writes a Word document exactly as given and stores it in the project. Numbers of clauses and headings come from their levels; never type them into the text.',
  kind: 'draft',
  label: 'Writing a document',
  input: draftSchema,
  async run(draft, context, callId) {
    await context.progress({ label: `Writing ${draft.title}` });
    const done = await findEffect(context.services.db, context.runId, callId);
    const card = (done as FileCard | null) ?? (await createDraft(draft, context, callId));
    context.refreshDocuments();
    await context.file(card);
    return { document: handleOf(card.documentId), name: card.name, version: card.versionNumber };
  },
});
