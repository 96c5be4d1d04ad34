/**
 * What each role may do on AWS, as data. The task roles are made of it, and the local stand-in enforces it on each
 * role's access key, so that a missing permission fails on the laptop. Plain TypeScript that imports nothing.
 */

/** `bucket`: the documents bucket itself. `objects`: everything in it. `sender`: the mail identity and its configuration set. */
export type PermissionTarget = 'bucket' | 'objects' | 'sender';

export interface Permission {
  actions: readonly string[];
  on: PermissionTarget;
}

/** The roles that run as tasks. The others (migrate, seed) reach the database alone, or run on a laptop only. */
export type TaskRoleName = 'api' | 'worker' | 'converter';

export const permissions: Readonly<Record<TaskRoleName, readonly Permission[]>> = {
  api: [
    // Presigned downloads and HEAD; presigned uploads and the documents the assistant drafts.
    { actions: ['s3:GetObject', 's3:PutObject'], on: 'objects' },
    // Without it S3 answers 403 instead of 404 to a HEAD of what is not there, and an upload that never came looks like a fault.
    { actions: ['s3:ListBucket'], on: 'bucket' },
  ],
  worker: [
    // Reads uploads, writes renditions, deletes what no row names.
    { actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], on: 'objects' },
    { actions: ['ses:SendEmail'], on: 'sender' },
  ],
  // It opens files that nobody trusts.
  converter: [],
};
