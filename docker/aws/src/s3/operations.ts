import type { IncomingHttpHeaders } from 'node:http';

/** What a request asks for: the operation's name in the S3 API, and the IAM action that it needs; empty when the objects it names are asked for one by one. */
export interface Operation {
  name: string;
  action: string;
}

interface Target {
  method: string;
  bucket: string;
  key: string;
  query: ReadonlyMap<string, string>;
  headers: IncomingHttpHeaders;
}

const BUCKET_SETTINGS: Record<string, string> = {
  accelerate: 'BucketAccelerateConfiguration',
  acl: 'BucketAcl',
  analytics: 'BucketAnalyticsConfiguration',
  cors: 'BucketCors',
  encryption: 'BucketEncryption',
  'intelligent-tiering': 'BucketIntelligentTieringConfiguration',
  inventory: 'BucketInventoryConfiguration',
  lifecycle: 'BucketLifecycleConfiguration',
  location: 'BucketLocation',
  logging: 'BucketLogging',
  metrics: 'BucketMetricsConfiguration',
  notification: 'BucketNotificationConfiguration',
  'object-lock': 'ObjectLockConfiguration',
  ownershipControls: 'BucketOwnershipControls',
  policy: 'BucketPolicy',
  policyStatus: 'BucketPolicyStatus',
  publicAccessBlock: 'PublicAccessBlock',
  replication: 'BucketReplication',
  requestPayment: 'BucketRequestPayment',
  tagging: 'BucketTagging',
  versioning: 'BucketVersioning',
  website: 'BucketWebsite',
};

const OBJECT_SETTINGS: Record<string, string> = {
  acl: 'ObjectAcl',
  attributes: 'ObjectAttributes',
  'legal-hold': 'ObjectLegalHold',
  retention: 'ObjectRetention',
  tagging: 'ObjectTagging',
  torrent: 'ObjectTorrent',
};

const VERBS: Record<string, string> = { GET: 'Get', PUT: 'Put', DELETE: 'Delete' };

/** IAM actions whose name is not `s3:` and the operation's. */
const ACTIONS: Record<string, string> = {
  ListBuckets: 's3:ListAllMyBuckets',
  HeadBucket: 's3:ListBucket',
  ListObjects: 's3:ListBucket',
  ListObjectsV2: 's3:ListBucket',
  ListObjectVersions: 's3:ListBucketVersions',
  ListMultipartUploads: 's3:ListBucketMultipartUploads',
  ListParts: 's3:ListMultipartUploadParts',
  // Asked for each object that the list names.
  DeleteObjects: '',
  HeadObject: 's3:GetObject',
  CopyObject: 's3:PutObject',
  CreateMultipartUpload: 's3:PutObject',
  UploadPart: 's3:PutObject',
  UploadPartCopy: 's3:PutObject',
  CompleteMultipartUpload: 's3:PutObject',
  PostObject: 's3:PutObject',
  GetBucketCors: 's3:GetBucketCORS',
  PutBucketCors: 's3:PutBucketCORS',
  DeleteBucketCors: 's3:PutBucketCORS',
  GetBucketLifecycleConfiguration: 's3:GetLifecycleConfiguration',
  PutBucketLifecycleConfiguration: 's3:PutLifecycleConfiguration',
  DeleteBucketLifecycle: 's3:PutLifecycleConfiguration',
  GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
  PutPublicAccessBlock: 's3:PutBucketPublicAccessBlock',
  DeletePublicAccessBlock: 's3:PutBucketPublicAccessBlock',
};

/** Names the operation of a request, also of those that are not implemented; undefined when S3 has none such. */
export function operationOf(target: Target): Operation | undefined {
  const name = nameOf(target);
  return name === undefined ? undefined : { name, action: ACTIONS[name] ?? `s3:${name}` };
}

function nameOf(target: Target): string | undefined {
  if (!target.bucket) return target.method === 'GET' ? 'ListBuckets' : undefined;
  return target.key ? objectOperation(target) : bucketOperation(target);
}

function bucketOperation({ method, query, headers }: Target): string | undefined {
  if (method === 'HEAD') return 'HeadBucket';
  if (method === 'POST') {
    if (query.has('delete')) return 'DeleteObjects';
    return /^multipart\/form-data/i.test(headers['content-type'] ?? '') ? 'PostObject' : undefined;
  }
  if (method === 'GET' && query.has('uploads')) return 'ListMultipartUploads';
  if (method === 'GET' && query.has('versions')) return 'ListObjectVersions';
  if (method === 'GET' && query.has('session')) return 'CreateSession';
  const verb = VERBS[method];
  const setting = Object.keys(BUCKET_SETTINGS).find((name) => query.has(name));
  if (setting && verb) {
    if (method === 'DELETE' && setting === 'lifecycle') return 'DeleteBucketLifecycle';
    return `${verb}${BUCKET_SETTINGS[setting]}`;
  }
  if (method === 'GET') return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
  return { PUT: 'CreateBucket', DELETE: 'DeleteBucket' }[method];
}

function objectOperation({ method, query, headers }: Target): string | undefined {
  const copies = headers['x-amz-copy-source'] !== undefined;
  if (query.has('uploadId')) {
    if (method === 'PUT') return copies ? 'UploadPartCopy' : 'UploadPart';
    return { GET: 'ListParts', POST: 'CompleteMultipartUpload', DELETE: 'AbortMultipartUpload' }[method];
  }
  if (method === 'POST') {
    if (query.has('uploads')) return 'CreateMultipartUpload';
    if (query.has('restore')) return 'RestoreObject';
    return query.has('select') ? 'SelectObjectContent' : undefined;
  }
  const verb = VERBS[method];
  const setting = Object.keys(OBJECT_SETTINGS).find((name) => query.has(name));
  if (setting && verb) return `${verb}${OBJECT_SETTINGS[setting]}`;
  if (method === 'PUT' && copies) return 'CopyObject';
  return { GET: 'GetObject', HEAD: 'HeadObject', PUT: 'PutObject', DELETE: 'DeleteObject' }[method];
}
