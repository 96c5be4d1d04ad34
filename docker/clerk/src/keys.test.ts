import { getCookieSuffix, parsePublishableKey } from '@clerk/shared/keys';
import { webcrypto } from 'node:crypto';
import { expect, it } from 'vitest';
import { cookieSuffix, hostLabelOf, publishableKeyFor } from './keys.ts';

it('writes keys that the SDK reads', () => {
  const parsed = parsePublishableKey(publishableKeyFor('chancery-1a2b.localhost'));
  expect(parsed).toMatchObject({ instanceType: 'development', frontendApi: 'chancery-1a2b.localhost' });
});

it('suffixes cookies as the SDK does', async () => {
  const key = publishableKeyFor('chancery-1a2b.localhost');
  expect(cookieSuffix(key)).toBe(await getCookieSuffix(key, webcrypto.subtle as never));
});

it.each(['localhost', 'clerk.example.com', 'A.localhost', 'a b.localhost'])(
  'refuses the label %s',
  (label) => {
    expect(() => publishableKeyFor(label)).toThrow(/host label/);
  },
);

it('reads the label back from its own keys alone', () => {
  expect(hostLabelOf(publishableKeyFor('chancery-1a2b.localhost'))).toBe('chancery-1a2b.localhost');
  const real = `pk_test_${Buffer.from('brave-fox-1.clerk.accounts.dev$').toString('base64')}`;
  for (const other of [real, 'pk_live_x', 'pk_test_', 'anything']) expect(hostLabelOf(other)).toBeUndefined();
});
