import type { Check } from './check.ts';
import { checksumChecks } from './s3/checksums.ts';
import { corsBrowserChecks } from './s3/cors-browser.ts';
import { corsChecks } from './s3/cors.ts';
import { keyChecks } from './s3/keys.ts';
import { multipartChecks } from './s3/multipart.ts';
import { postPolicyChecks } from './s3/post-policy.ts';
import { presignedChecks } from './s3/presigned.ts';
import { productLinkChecks } from './s3/product-links.ts';
import { productObjectChecks } from './s3/product-objects.ts';
import { readChecks } from './s3/reads.ts';
import { signatureChecks } from './s3/signatures.ts';
import { identityChecks } from './ses/identities.ts';
import { sesRefusalChecks } from './ses/refusals.ts';
import { sendingChecks } from './ses/sending.ts';
import { setupChecks } from './setup.ts';

/** Everything that is asked, by area. */
export const areas: Record<string, Check[]> = {
  'start-up': setupChecks,
  objects: productObjectChecks,
  links: productLinkChecks,
  'presigned addresses': presignedChecks,
  signatures: signatureChecks,
  'ranges and conditions': readChecks,
  checksums: checksumChecks,
  'uploads in parts': multipartChecks,
  'form uploads': postPolicyChecks,
  CORS: corsChecks,
  'CORS in a browser': corsBrowserChecks,
  keys: keyChecks,
  sending: sendingChecks,
  'refused mail': sesRefusalChecks,
  'identities and templates': identityChecks,
};

export const checks = Object.values(areas).flat();
