import { statfs } from 'node:fs/promises';

/** Below this much free space an office program begins to fail in ways that look like faults of the document. */
const LEAST_ROOM = 32 * 1024 * 1024;

/** Whether the disk of a folder has room for a conversion's files. In a container it is memory, and small. */
export async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize >= LEAST_ROOM;
}

/** Whether something failed for want of space. */
export function isOutOfRoom(error: unknown): boolean {
  return (
    error instanceof Error && ['ENOSPC', 'EDQUOT'].includes(String((error as NodeJS.ErrnoException).code))
  );
}
