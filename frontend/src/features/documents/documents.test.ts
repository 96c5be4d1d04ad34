import { describe, expect, it } from 'vitest';
import { nothingSelected, toggle, toggleAll } from './selection';
import { sortDocuments } from './sort';
import type { StoredDocument } from '../../lib/api/types';

const order = ['a', 'b', 'c', 'd'];

describe('selection', () => {
  it('turns rows over and fills ranges', () => {
    const one = toggle(nothingSelected, order, 'b', false);
    expect([...toggle(one, order, 'd', true).ids].toSorted()).toEqual(['b', 'c', 'd']);
    expect(toggle(one, order, 'b', false).ids.size).toBe(0);
  });

  it('selects all, then none', () => {
    const all = toggleAll(nothingSelected, order);
    expect(all.ids.size).toBe(4);
    expect(toggleAll(all, order).ids.size).toBe(0);
  });
});

describe('sortDocuments', () => {
  it('sorts names as people count', () => {
    const documents = ['Schedule 10', 'schedule 2', 'Schedule 1'].map((name) => ({ name }) as StoredDocument);
    const names = sortDocuments(documents, { key: 'name', descending: false }).map(({ name }) => name);
    expect(names).toEqual(['Schedule 1', 'schedule 2', 'Schedule 10']);
  });
});
