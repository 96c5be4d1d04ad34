import { describe, expect, it } from 'vitest';
import { versionedSecrets } from '../config/versioned-secrets.ts';
import { decryptKey, encryptKey } from './encryption.ts';

const parseSecrets = (setting: string) => versionedSecrets.parse(setting);

const old = 'o'.repeat(40);
const fresh = 'n'.repeat(40);
const owner = { userId: 'user_1', provider: 'anthropic' };

describe('encryption of provider keys', () => {
  it('gives back the key and never the same text twice', () => {
    const secrets = parseSecrets(old);
    const first = encryptKey('sk-ant-123', owner, secrets);
    const second = encryptKey('sk-ant-123', owner, secrets);
    expect(first.ciphertext).not.toBe(second.ciphertext);
    expect(decryptKey(first.ciphertext, first.version, owner, secrets)).toBe('sk-ant-123');
  });

  it('opens for no other owner, provider or version, and not when altered', () => {
    const secrets = parseSecrets(`2:${fresh},1:${fresh}`);
    const { ciphertext, version } = encryptKey('sk-ant-123', owner, secrets);
    expect(version).toBe(2);
    const altered = Buffer.from(ciphertext, 'base64');
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    expect(() => decryptKey(ciphertext, 2, { ...owner, userId: 'user_2' }, secrets)).toThrow();
    expect(() => decryptKey(ciphertext, 2, { ...owner, provider: 'openai' }, secrets)).toThrow();
    expect(() => decryptKey(ciphertext, 1, owner, secrets)).toThrow();
    expect(() => decryptKey(altered.toString('base64'), 2, owner, secrets)).toThrow();
  });

  it('reads old keys while a rotation is under way and writes new ones', () => {
    const before = encryptKey('sk-1', owner, parseSecrets(old));
    const rotating = parseSecrets(`2:${fresh},1:${old}`);
    expect(decryptKey(before.ciphertext, before.version, owner, rotating)).toBe('sk-1');
    expect(encryptKey('sk-1', owner, rotating).version).toBe(2);
    expect(() => decryptKey(before.ciphertext, 1, owner, parseSecrets(`2:${fresh}`))).toThrow(/version 1/);
  });
});
