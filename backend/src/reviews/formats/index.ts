export function columnInstruction(format: string, tags: readonly string[]): string {
  return `${format} ${tags.join()}`;
}
