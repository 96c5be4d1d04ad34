import { formatSize } from '../../lib/format/size';

export const MAX_BYTES = 100_000_000 * 1.048576;
const types: Record<string, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
};

function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The content type of a file by its name; the server looks at the bytes. */
export function typeOf(name: string): string {
  return types[extensionOf(name)] ?? 'application/octet-stream';
}

/** Why a file is refused before it is sent, with the figure; null when it may go. */
export function refusalOf(file: { name: string; size: number }): string | null {
  if (file.size === 0) return `${file.name} is empty: it holds 0 bytes.`;
  if (file.size > MAX_BYTES) return `${file.name} is ${formatSize(file.size)}; the limit is 100 MB.`;
  if (!(extensionOf(file.name) in types)) {
    const extension = extensionOf(file.name);
    return `${file.name} is ${extension ? `a .${extension} file` : 'of no known type'}; upload a PDF, DOCX or DOC.`;
  }
  const bytes = new TextEncoder().encode(file.name).length;
  if (bytes > 255) return `The name is ${bytes} bytes long; the limit is 255 bytes.`;
  return null;
}
