import { expect, it } from 'vitest';
import { isNewEnough, whyUnreachable } from './scanner.ts';

it.each([
  ['3.11.2', true],
  ['3.11.0rc1', true],
  ['3.10.12', false],
  ['3.9.6', false],
  ['3.14.0rc1', true],
  ['2.7.18', false],
  ['4.0.0', false],
  ['', false],
])('Python %s is new enough: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

it.each([
  "WARNING: Retrying (Retry(total=1, connect=None)) after connection broken by 'NewConnectionError(...)': /simple/checkov/",
  'ERROR: HTTP error 403 while getting a package',
  'Could not fetch URL https://index.example/simple/checkov/: There was a problem confirming the ssl certificate',
])('pip that said "%s" could not reach its index', (output) => {
  expect(whyUnreachable(output)).toContain('cannot be reached');
});

it('a version that the index does not have is no missing index', () => {
  const output = [
    'ERROR: Could not find a version that satisfies the requirement checkov==0.0.1 (from versions: 3.3.30)',
    'ERROR: No matching distribution found for checkov==0.0.1',
  ].join('\n');
  expect(whyUnreachable(output)).toBeUndefined();
});
