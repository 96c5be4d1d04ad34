import type { ObjectIndex, SettingKind } from '../store/object-index.ts';
import { receiveDocument } from './body.ts';
import { requireBucket } from './buckets.ts';
import { sendEmpty, sendXml, type Operations, type S3Call, type S3Storage } from './call.ts';
import { corsDocument, parseCors, type CorsRule } from './cors.ts';
import { s3Error, type S3Code } from './errors.ts';
import { parseXml } from './xml.ts';

const MISSING: Record<SettingKind, S3Code> = {
  cors: 'NoSuchCORSConfiguration',
  lifecycle: 'NoSuchLifecycleConfiguration',
  publicAccessBlock: 'NoSuchPublicAccessBlockConfiguration',
};

/**
 * A bucket's settings. The CORS rules are obeyed. Lifecycle and public access block are kept and given back: nothing
 * expires here, and nothing is ever public.
 */
export function settingOperations({ index }: S3Storage): Operations {
  const get = (kind: SettingKind) => (call: S3Call) => {
    requireBucket(index, call.bucket);
    const body = index.setting(call.bucket, kind);
    if (body === undefined) throw s3Error(MISSING[kind], undefined, { BucketName: call.bucket });
    sendXml(call.response, kind === 'cors' ? corsDocument(JSON.parse(body) as CorsRule[]) : body);
  };
  const put = (kind: SettingKind, read: (document: string) => Promise<string>) => async (call: S3Call) => {
    requireBucket(index, call.bucket);
    const body = await read(await receiveDocument(call));
    requireBucket(index, call.bucket);
    index.setSetting(call.bucket, kind, body);
    sendEmpty(call.response, 200);
  };
  const remove = (kind: SettingKind) => (call: S3Call) => {
    requireBucket(index, call.bucket);
    index.setSetting(call.bucket, kind, undefined);
    sendEmpty(call.response, 204);
  };
  return {
    GetBucketCors: get('cors'),
    PutBucketCors: put('cors', async (document) => JSON.stringify(await parseCors(document))),
    DeleteBucketCors: remove('cors'),
    GetBucketLifecycleConfiguration: get('lifecycle'),
    PutBucketLifecycleConfiguration: put('lifecycle', checkLifecycle),
    DeleteBucketLifecycle: remove('lifecycle'),
    GetPublicAccessBlock: get('publicAccessBlock'),
    PutPublicAccessBlock: put('publicAccessBlock', checkPublicAccessBlock),
    DeletePublicAccessBlock: remove('publicAccessBlock'),
  };
}

/** The CORS rules of a bucket, or undefined when it has none. */
export function corsRulesOf(index: ObjectIndex, bucket: string): CorsRule[] | undefined {
  const body = index.setting(bucket, 'cors');
  return body === undefined ? undefined : (JSON.parse(body) as CorsRule[]);
}

async function checkLifecycle(document: string): Promise<string> {
  const rules = (await parseXml(document, 'LifecycleConfiguration')).all('Rule');
  const sound = rules.every((rule) => ['Enabled', 'Disabled'].includes(rule.textOf('Status') ?? ''));
  if (rules.length === 0 || rules.length > 1000 || !sound) throw s3Error('MalformedXML');
  return document;
}

async function checkPublicAccessBlock(document: string): Promise<string> {
  await parseXml(document, 'PublicAccessBlockConfiguration');
  return document;
}
