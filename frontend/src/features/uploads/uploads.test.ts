import { describe, expect, it } from 'vitest';
import { sha256Of } from './hash';
import { refusalOf } from './refusal';
import { reduceUploads, type UploadItem } from './state';

const item: UploadItem = {
  key: 'a',
  name: 'Lease.docx',
  size: 100,
  phase: 'sending',
  sent: 40,
  reason: null,
};

describe('refusals', () => {
  it('names the thing, the limit and the value', () => {
    expect(refusalOf({ name: 'Lease.docx', size: 132_000_000 })).toBe(
      'Lease.docx is 132 MB; the limit is 100 MB.',
    );
    expect(refusalOf({ name: 'Lease.docx', size: 0 })).toContain('0 bytes');
    expect(refusalOf({ name: 'photo.png', size: 5 })).toContain('.png');
    expect(refusalOf({ name: `${'é'.repeat(130)}.pdf`, size: 5 })).toContain('264 bytes');
    expect(refusalOf({ name: 'Lease.PDF', size: 5 })).toBeNull();
  });
});

describe('sha256Of', () => {
  it('is the digest of the bytes', async () => {
    expect(await sha256Of(new Blob(['abc']))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('reduceUploads', () => {
  it('never lets progress run backwards or beyond the size', () => {
    expect(reduceUploads([item], { type: 'progress', key: 'a', sent: 20 })[0]?.sent).toBe(40);
    expect(reduceUploads([item], { type: 'progress', key: 'a', sent: 900 })[0]?.sent).toBe(100);
  });

  it('ignores what comes after a cancel', () => {
    const cancelled = reduceUploads([item], { type: 'ended', key: 'a', phase: 'cancelled', reason: null });
    const later = reduceUploads(cancelled, { type: 'phase', key: 'a', phase: 'done' });
    expect(later[0]?.phase).toBe('cancelled');
  });

  it('starts again from nothing on a retry', () => {
    const failed = reduceUploads([item], { type: 'ended', key: 'a', phase: 'failed', reason: 'x' });
    expect(reduceUploads(failed, { type: 'phase', key: 'a', phase: 'hashing' })[0]).toMatchObject({
      phase: 'hashing',
      sent: 0,
      reason: null,
    });
  });
});
