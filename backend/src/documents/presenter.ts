import type { z } from 'zod';
import type { DocumentRow, VersionRow } from '../policies/document.ts';
import type { documentSchema, versionSchema } from './schemas.ts';

export type DocumentView = z.input<typeof documentSchema>;

export function presentVersion(version: VersionRow): z.input<typeof versionSchema> {
  return {
    id: version.id,
    number: version.versionNumber,
    source: version.source,
    status: version.status,
    size: version.size,
    pageCount: version.pageCount,
    createdAt: version.createdAt.toISOString(),
  };
}

/** The document as every route shows it: its state is the state of its current version. */
export function presentDocument(
  document: DocumentRow,
  version: VersionRow,
  queuePosition: number | null,
): DocumentView {
  return {
    id: document.id,
    projectId: document.projectId,
    name: document.name,
    type: document.type,
    status: version.status,
    reason: version.reasonCode ? { code: version.reasonCode, text: version.reasonText ?? '' } : null,
    queuePosition: version.status === 'queued' ? queuePosition : null,
    size: version.size,
    pageCount: version.pageCount,
    version: presentVersion(version),
    createdAt: document.createdAt.toISOString(),
    updatedAt: document.updatedAt.toISOString(),
  };
}
