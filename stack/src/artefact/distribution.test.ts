import { describe, expect, it } from 'vitest';
import { originFor } from './distribution.ts';

/** As OpenNext writes them. */
const behaviours = [
  { pattern: '_next/image*', origin: 'imageOptimizer' },
  { pattern: '_next/data/*', origin: 'default' },
  { pattern: '*', origin: 'default' },
  { pattern: 'BUILD_ID', origin: 's3' },
  { pattern: '_next/*', origin: 's3' },
];

describe('the origin of a path', () => {
  it.each([
    ['/_next/image', 'imageOptimizer'],
    ['/_next/static/chunks/a.js', 's3'],
    ['/_next/data/x.json', 'default'],
    ['/BUILD_ID', 's3'],
    ['/BUILD_ID/x', 'default'],
    ['/', 'default'],
    ['/x/_next/static/a.js', 'default'],
    ['/_nextX', 'default'],
  ])('%s is %s', (path, origin) => {
    expect(originFor(path, behaviours)).toBe(origin);
  });
});
