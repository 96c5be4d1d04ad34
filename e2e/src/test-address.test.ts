import { expect, it } from 'vitest';
import { isLeftBehind, newAddress } from './test-address.ts';

const now = Date.parse('2026-06-01T12:00:00Z');
const minutesAgo = (minutes: number): number => now - minutes * 60_000;

it('takes an account for left behind when no run that made it can still be going on', () => {
  expect(isLeftBehind(newAddress(), minutesAgo(61), now)).toBe(true);
  expect(isLeftBehind(newAddress(), minutesAgo(59), now)).toBe(false);
});

it.each([
  'edith@chancery.example',
  'e2e-tests@chancery.example',
  `x${newAddress()}`,
  `${newAddress()}.evil.example`,
  newAddress().replace('+clerk_test', ''),
  newAddress().replace('e2e-', 'form-'),
])('leaves %s alone, however old', (address) => {
  expect(isLeftBehind(address, 0, now)).toBe(false);
});
