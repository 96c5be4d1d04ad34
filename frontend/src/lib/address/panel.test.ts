import { describe, expect, it } from 'vitest';
import { readPanel, writePanel } from './panel';

describe('the panel in the address', () => {
  const panel = { documentId: 'd1', versionId: 'v2', page: 4, citation: 'm1:2' };

  it('comes back as it was written', () => {
    expect(readPanel(new URLSearchParams(writePanel(new URLSearchParams(), panel)))).toEqual(panel);
  });

  it('keeps other parameters and removes its own on close', () => {
    const text = writePanel(new URLSearchParams('tab=reviews&doc=d1&page=3'), null);
    expect(text).toBe('?tab=reviews');
  });

  it('ignores a page that is no page', () => {
    expect(readPanel(new URLSearchParams('doc=d1&page=-2'))?.page).toBeNull();
    expect(readPanel(new URLSearchParams('page=2'))).toBeNull();
  });
});
