import type { ObjectIndex } from '../store/object-index.ts';
import { isBucketName } from './buckets.ts';
import { checkRules, type CorsRule } from './cors.ts';
import { escapeXml } from './xml.ts';

/**
 * A bucket's settings as `infra/bucket.json` holds them: the inputs of PutBucketCors,
 * PutBucketLifecycleConfiguration and PutPublicAccessBlock in the names of the S3 API.
 */
export interface BucketConfig {
  cors?: { CORSRules: CorsRule[] };
  lifecycle?: { Rules: Record<string, unknown>[] };
  publicAccessBlock?: Record<string, boolean>;
}

export interface BucketSetup {
  name: string;
  config?: BucketConfig;
  /** Takes the place of `${WEB_ORIGIN}` in the CORS rules. */
  webOrigin?: string;
}

const PLACEHOLDER = '${WEB_ORIGIN}';

/**
 * Makes a bucket if there is none and gives it its settings.
 * @throws Error when the name or a rule is not one S3 would take, or the rules want an origin and none is given
 */
export function ensureBucket(index: ObjectIndex, { name, config = {}, webOrigin }: BucketSetup): void {
  if (!isBucketName(name)) throw new Error(`"${name}" cannot be the name of a bucket.`);
  if (!index.bucket(name)) index.createBucket(name);
  if (config.cors) {
    const rules = config.cors.CORSRules.map((rule) => withOrigin(rule, webOrigin));
    checkRules(rules);
    index.setSetting(name, 'cors', JSON.stringify(rules));
  }
  if (config.lifecycle) {
    const rules = config.lifecycle.Rules.map((rule) => toXml('Rule', rule)).join('');
    index.setSetting(name, 'lifecycle', settingsDocument('LifecycleConfiguration', rules));
  }
  if (config.publicAccessBlock) {
    const flags = Object.entries(config.publicAccessBlock).map(([flag, value]) => toXml(flag, value));
    index.setSetting(
      name,
      'publicAccessBlock',
      settingsDocument('PublicAccessBlockConfiguration', flags.join('')),
    );
  }
}

function withOrigin(rule: CorsRule, webOrigin: string | undefined): CorsRule {
  const origins = rule.AllowedOrigins.map((origin) => {
    if (!origin.includes(PLACEHOLDER)) return origin;
    if (!webOrigin) throw new Error(`The CORS rules hold ${PLACEHOLDER}, and no web origin is given.`);
    return origin.replaceAll(PLACEHOLDER, webOrigin);
  });
  return { ...rule, AllowedOrigins: origins };
}

function settingsDocument(root: string, inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${root}>`;
}

function toXml(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => toXml(name, item)).join('');
  if (typeof value !== 'object' || value === null) return `<${name}>${escapeXml(String(value))}</${name}>`;
  const inner = Object.entries(value).map(([child, content]) => toXml(child, content));
  return `<${name}>${inner.join('')}</${name}>`;
}
