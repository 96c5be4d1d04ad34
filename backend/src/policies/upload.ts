import { and, eq } from 'drizzle-orm';
import { uploads } from '../db/schema/index.ts';
import { fail } from '../errors/catalogue.ts';
import type { Policy } from './policy.ts';

export type UploadRow = typeof uploads.$inferSelect;

function ofUploader(verb: string): Policy<{ uploadId: string }, UploadRow> {
  return {
    name: `upload.${verb}`,
    async authorize(context, actor, params) {
      const [row] = await context.db
        .select()
        .from(uploads)
        .where(and(eq(uploads.id, params.uploadId), eq(uploads.userId, actor.userId)));
      if (!row) throw fail('not_found');
      return row;
    },
  };
}

export const canCompleteUpload = ofUploader('complete');
export const canCancelUpload = ofUploader('cancel');
