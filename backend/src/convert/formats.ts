/** What the engines can write. `doc` is for making test files and samples; the server does not offer it. */
export type SourceFormat = 'docx' | 'doc';
export type TargetFormat = 'pdf' | 'docx' | 'doc';

/** One conversion as an engine sees it: two files in a private folder. */
export interface ConversionTask {
  from: SourceFormat;
  to: TargetFormat;
  inputPath: string;
  /** Does not exist yet; the engine writes it. */
  outputPath: string;
}

/** The pairs offered over HTTP. */
const OFFERED: ReadonlySet<string> = new Set(['docx>pdf', 'doc>pdf', 'doc>docx']);

export const CONTENT_TYPES: Record<TargetFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
};

/** Reads the two query values of a request; null when the pair is not offered. */
export function offeredPair(
  from: string | null,
  to: string | null,
): { from: SourceFormat; to: TargetFormat } | null {
  return OFFERED.has(`${from}>${to}`) ? { from: from as SourceFormat, to: to as TargetFormat } : null;
}
