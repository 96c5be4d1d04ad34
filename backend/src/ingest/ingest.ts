import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import {
  documentPages,
  documents,
  documentTexts,
  documentVersions,
  type DocumentStatus,
} from '../db/schema/index.ts';
import { contentTypes } from '../documents/types.ts';
import type { Logger } from '../log/logger.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { readVersion, UnreadableFile, type Readers, type ReadVersion } from './read-version.ts';
import { TransientIngestError, type IngestFault } from './reasons.ts';

export interface IngestServices extends Readers {
  db: Database;
  store: ObjectStore;
  logger: Logger;
}

type VersionRow = typeof documentVersions.$inferSelect;

/** Rows of pages written in one statement. */
const PAGES_PER_INSERT = 50;

/**
 * Takes a version in: judge, convert, read, store the text of record, mark it. Running it again on a
 * version that is done does nothing, so a job that is delivered twice is harmless.
 *
 * @param lastTry a passing fault is then written down as the reason instead of thrown
 */
export async function ingestVersion(
  services: IngestServices,
  versionId: string,
  options: { signal: AbortSignal; lastTry: boolean },
): Promise<void> {
  const { db, store, logger } = services;
  const [row] = await db
    .select({ version: documentVersions, type: documents.type })
    .from(documentVersions)
    .innerJoin(documents, eq(documents.id, documentVersions.documentId))
    .where(eq(documentVersions.id, versionId));
  if (!row || !isOpen(row.version.status)) return;
  await mark(db, versionId, { status: 'converting' });
  const began = performance.now();
  try {
    const bytes = await store.get(row.version.objectKey, options.signal);
    await storeText(services, row.version, await readVersion(services, row.type, bytes, options.signal));
    logger.info({ job: 'ingest', versionId, ms: Math.round(performance.now() - began) }, 'ready');
  } catch (error) {
    const fault = finalFault(error, options);
    if (!fault) throw error;
    await mark(db, versionId, { status: fault.status, reasonCode: fault.code, reasonText: fault.text });
    logger.info({ job: 'ingest', versionId, status: fault.status, code: fault.code }, 'not taken in');
  }
}

const isOpen = (status: DocumentStatus): boolean => status === 'queued' || status === 'converting';

/** What to write down; null when another try is due. */
function finalFault(
  error: unknown,
  { signal, lastTry }: { signal: AbortSignal; lastTry: boolean },
): IngestFault | null {
  if (error instanceof UnreadableFile) return error.fault;
  if (signal.aborted || !lastTry) return null;
  if (error instanceof TransientIngestError) return error.fault;
  return {
    status: 'failed',
    code: 'internal',
    text: 'The document could not be read because something failed on our side. Upload it again.',
  };
}

async function mark(
  db: Database,
  versionId: string,
  change: { status: DocumentStatus; reasonCode?: string; reasonText?: string },
): Promise<void> {
  await db
    .update(documentVersions)
    .set({ ...change, statusSince: new Date() })
    .where(
      and(eq(documentVersions.id, versionId), inArray(documentVersions.status, ['queued', 'converting'])),
    );
}

async function storeText(
  { db, store }: IngestServices,
  version: VersionRow,
  read: ReadVersion,
): Promise<void> {
  const renditionKey = read.rendition ? `renditions/${version.id}.pdf` : null;
  if (read.rendition && renditionKey) await store.put(renditionKey, read.rendition, contentTypes.pdf);
  const { text, pages } = read.result;
  const plainText = text.blocks
    .map((block) => block.text)
    .join('\n')
    .replaceAll('\u0000', '');
  await db.transaction(async (tx) => {
    await tx
      .insert(documentTexts)
      .values({
        versionId: version.id,
        blocks: text.blocks,
        plainText,
        pageCount: text.pageCount,
        characters: plainText.length,
      })
      .onConflictDoNothing();
    for (let at = 0; at < pages.length; at += PAGES_PER_INSERT) {
      await tx
        .insert(documentPages)
        .values(
          pages.slice(at, at + PAGES_PER_INSERT).map((page) => ({
            versionId: version.id,
            renditionKey: renditionKey ?? version.objectKey,
            pageNumber: page.number,
            width: page.width,
            height: page.height,
            items: page.items,
          })),
        )
        .onConflictDoNothing();
    }
    await tx
      .update(documentVersions)
      .set({ status: 'ready', renditionKey, pageCount: text.pageCount, statusSince: new Date() })
      .where(eq(documentVersions.id, version.id));
  });
}
