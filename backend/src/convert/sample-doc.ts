import { readFile } from 'node:fs/promises';

/** A real Word 97 to 2003 document of several pages: the lease among the sample contracts. For tests. */
export function sampleDoc(): Promise<Buffer> {
  const name = 'Commercial Lease - Unit 4 Tannery Wharf.doc';
  return readFile(new URL(`../seed/files/${name}`, import.meta.url));
}
