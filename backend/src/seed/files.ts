import { readdir, readFile } from 'node:fs/promises';

const folder = new URL('./files/', import.meta.url);

/** One sample contract as it would be uploaded. */
export interface SampleFile {
  name: string;
  bytes: Buffer;
}

/** The built sample contracts, by name. */
export async function readSampleFiles(): Promise<SampleFile[]> {
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => ({ name, bytes: await readFile(new URL(encodeURIComponent(name), folder)) })),
  );
}
