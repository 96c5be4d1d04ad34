import { dirname, join } from 'node:path/posix';

const SOURCE = /\.[cm]?[jt]s$/;
/** `from './x.ts'`, `import('./x.ts')`, `new URL('./x.ts', import.meta.url)`: what a file names beside itself. */
const NAMED = /(?:\bfrom\s*|\bimport\s*\(?\s*|\bnew URL\(\s*)'(\.{1,2}\/[^']+\.(?:[cm]?[jt]s|json|py|sql))'/g;

/**
 * Files that shipped sources name and that are not shipped themselves: what a list of left-out files can break
 * without any build noticing.
 *
 * @param files of the product in an image, relative to its root
 * @param read gives the text of one
 * @returns `importer -> missing`, sorted
 */
export function missingImports(files: readonly string[], read: (file: string) => string): string[] {
  const shipped = new Set(files);
  return files
    .filter((file) => SOURCE.test(file))
    .flatMap((file) =>
      [...read(file).matchAll(NAMED)]
        .map(([, named = '']) => join(dirname(file), named))
        .filter((named) => !shipped.has(named))
        .map((named) => `${file} -> ${named}`),
    )
    .sort();
}
