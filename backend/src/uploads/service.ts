import { and, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import {
  documents,
  documentVersions,
  objectDeletions,
  uploads,
  type DocumentType,
} from '../db/schema/index.ts';
import type { DocumentView } from '../documents/presenter.ts';
import { nameTooLong, readDocument } from '../documents/service.ts';
import { contentTypes, MAX_DOCUMENT_BYTES, typeOfName } from '../documents/types.ts';
import { fail } from '../errors/catalogue.ts';
import { ownedProject } from '../policies/project.ts';
import type { UploadRow } from '../policies/upload.ts';
import type { Services } from '../services.ts';
import { UPLOAD_URL_SECONDS } from '../storage/object-store.ts';
import type { uploadCreation, uploadSchema } from './schemas.ts';

const megabytes = (bytes: number): string =>
  `${(bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)} MB`;

/** What can be told from a name and a size; the bytes are judged once they are here. */
function acceptedType(input: z.output<typeof uploadCreation>): DocumentType {
  if (Buffer.byteLength(input.name) > 255)
    throw fail('file_name_invalid', { detail: nameTooLong(input.name) });

  if (/[\u0000-\u001f\u007f/\\]/.test(input.name)) {
    throw fail('file_name_invalid', { detail: 'The name holds a slash or a control character.' });
  }
  const type = typeOfName(input.name);
  if (!type) throw fail('file_type_unsupported', { detail: `"${input.name}" is not a PDF, DOCX or DOC.` });
  if (input.size === 0) throw fail('file_empty', { detail: `"${input.name}" holds 0 bytes.` });
  if (input.size > MAX_DOCUMENT_BYTES) {
    throw fail('file_too_large', {
      detail: `"${input.name}" is ${megabytes(input.size)}; the limit is 100 MB.`,
    });
  }
  return type;
}

/** Promises a place for a file: a presigned PUT bound to type, length and checksum, that creates and never replaces. */
export async function createUpload(
  services: Services,
  userId: string,
  input: z.output<typeof uploadCreation>,
): Promise<z.input<typeof uploadSchema>> {
  await ownedProject(services, { userId }, input.projectId);
  const type = acceptedType(input);
  const id = uuidv7();
  const objectKey = `documents/${input.projectId}/${id}/source.${type}`;
  const expiresAt = new Date(Date.now() + UPLOAD_URL_SECONDS * 1000);
  const { projectId, name, size, sha256 } = input;
  await services.db
    .insert(uploads)
    .values({ id, userId, projectId, name, type, size, sha256, objectKey, expiresAt });
  const put = await services.store.presignPut({
    key: objectKey,
    size,
    contentType: contentTypes[type],
    sha256,
  });
  return { id, url: put.url, method: 'PUT', headers: put.headers, expiresAt: expiresAt.toISOString() };
}

/**
 * Turns a finished upload into a document: row, version and ingest job in one transaction. Calling again gives the same document.
 * @throws upload_incomplete when the object is not there as promised
 */
export async function completeUpload(services: Services, upload: UploadRow): Promise<DocumentView> {
  if (upload.status === 'completed' && upload.documentId) return readDocument(services.db, upload.documentId);
  if (upload.status === 'cancelled') throw fail('upload_incomplete', { detail: 'The upload was cancelled.' });
  const object = await services.store.head(upload.objectKey);
  if (!object || object.size !== upload.size || (object.sha256 !== null && object.sha256 !== upload.sha256)) {
    throw fail('upload_incomplete', { detail: `"${upload.name}" has not arrived whole. Upload it again.` });
  }
  const documentId = await services.db.transaction(async (tx) => {
    const [locked] = await tx.select().from(uploads).where(eq(uploads.id, upload.id)).for('update');
    if (locked?.documentId) return locked.documentId;
    if (locked?.status !== 'open') throw fail('upload_incomplete');
    const { projectId, userId, name, type, size, sha256, objectKey } = upload;
    const [document] = await tx
      .insert(documents)
      .values({ projectId, userId, name, type })
      .returning({ id: documents.id });
    if (!document) throw new Error('the insert returned no row');
    const [version] = await tx
      .insert(documentVersions)
      .values({
        documentId: document.id,
        versionNumber: 1,
        source: 'upload',
        createdBy: userId,
        objectKey,
        size,
        sha256,
      })
      .returning({ id: documentVersions.id });
    if (!version) throw new Error('the insert returned no row');
    await tx.update(documents).set({ currentVersionId: version.id }).where(eq(documents.id, document.id));
    await tx
      .update(uploads)
      .set({ status: 'completed', documentId: document.id })
      .where(eq(uploads.id, upload.id));
    await services.jobs.send(tx, 'ingest', { versionId: version.id });
    return document.id;
  });
  return readDocument(services.db, documentId);
}

/** Cancels an open upload; what has arrived is deleted by the worker. */
export async function cancelUpload(services: Services, upload: UploadRow): Promise<void> {
  await services.db.transaction(async (tx) => {
    const cancelled = await tx
      .update(uploads)
      .set({ status: 'cancelled' })
      .where(and(eq(uploads.id, upload.id), eq(uploads.status, 'open')))
      .returning({ key: uploads.objectKey });
    for (const { key } of cancelled) await tx.insert(objectDeletions).values({ key }).onConflictDoNothing();
  });
}
