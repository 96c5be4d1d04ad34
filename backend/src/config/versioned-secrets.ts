import { z } from 'zod';

/** Secrets by version; the highest one encrypts, the others still open what they have closed. */
export type SecretsByVersion = ReadonlyMap<number, string>;

const LEAST_LENGTH = 32;
const PART = new RegExp(`^([1-9]\\d{0,8}):([^,]{${LEAST_LENGTH},})$`);

/**
 * A setting that holds one secret, or several as `2:newer,1:older` while a rotation is under way. A secret without
 * a version is version 1. Each has at least 32 characters and no comma, and no version stands twice: a secret that
 * went unread would leave what it closed closed for good.
 */
export const versionedSecrets = z.string().transform((setting, context): SecretsByVersion => {
  const listed = /,|^\d+:/.test(setting);
  const parts = (listed ? setting : `1:${setting}`).split(',').map((part) => PART.exec(part));
  const secrets = new Map(parts.flatMap((part) => (part ? [[Number(part[1]), part[2]!] as const] : [])));
  if (secrets.size === parts.length) return secrets;
  context.addIssue({
    code: 'custom',
    message: listed
      ? `must be like 2:newer,1:older, each version once, each secret of at least ${LEAST_LENGTH} characters`
      : `must hold at least ${LEAST_LENGTH} characters`,
  });
  return z.NEVER;
});
