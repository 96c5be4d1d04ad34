export async function exportReview(_data: unknown): Promise<Buffer> {
  return Buffer.alloc(0);
}
