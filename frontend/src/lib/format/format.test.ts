import { describe, expect, it } from 'vitest';
import { count, ordinal } from './count';
import { formatDate } from './date';
import { formatSize } from './size';

describe('figures and dates', () => {
  it.each([
    [0, '0 bytes'],
    [812, '812 bytes'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [1_440_000, '1.4 MB'],
    [132_000_000, '132 MB'],
    [5_000_000_000, '5 GB'],
  ])('writes %d bytes as %s', (bytes, text) => expect(formatSize(bytes)).toBe(text));

  it('writes dates with a short month', () => {
    expect(formatDate(new Date(2026, 10, 24, 12))).toBe('24 Nov 2026');
    expect(formatDate(new Date(2026, 8, 1, 12))).toBe('1 Sep 2026');
  });

  it('counts', () => {
    expect(count(1, 'document')).toBe('1 document');
    expect(count(1_200, 'cell')).toBe('1,200 cells');
    expect([1, 2, 3, 4, 11, 22].map(ordinal)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '22nd']);
  });
});
