import { createHash } from 'node:crypto';

const LABEL = /^[a-z0-9][a-z0-9.-]*\.localhost$/;

/**
 * The publishable key of an instance: `pk_test_` + base64 of its host and `$`, as Clerk writes it.
 *
 * @param label host name of the instance, under `.localhost` so that nothing real is dialled if a proxy
 * setting is ever missing. The SDKs demand a dot in it; with a proxy it is a label and the token issuer only.
 * @throws when the label is not a host name under `.localhost`.
 */
export function publishableKeyFor(label: string): string {
  if (!LABEL.test(label)) {
    throw new Error(`the host label must be a lower-case name under .localhost, not "${label}"`);
  }
  return `pk_test_${Buffer.from(`${label}$`).toString('base64').replaceAll('=', '')}`;
}

/** The label a key was made for by `publishableKeyFor`; undefined for any other key. */
export function hostLabelOf(publishableKey: string): string | undefined {
  const label = Buffer.from(publishableKey.replace(/^pk_test_/, ''), 'base64')
    .toString('utf8')
    .replace(/\$$/, '');
  return LABEL.test(label) && publishableKeyFor(label) === publishableKey ? label : undefined;
}

/** The suffix that the SDKs give their cookies: eight characters of base64url(sha1(key)). */
export function cookieSuffix(publishableKey: string): string {
  return createHash('sha1').update(publishableKey).digest('base64url').slice(0, 8);
}
