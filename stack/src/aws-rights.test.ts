import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { sesMailer } from '../../backend/src/mail/ses.ts';
import { s3ObjectStore, type ObjectStore } from '../../backend/src/storage/object-store.ts';
import { start, type RunningServer } from '../../docker/aws/src/server.ts';
import { permissions, type Permission } from '../../infra/permissions.ts';
import { grantedKeys, rolesWithKeys } from './aws-keys.ts';
import { bucket, region, senderAddress } from './environment.ts';
import { makeSecrets } from './secrets.ts';

type Role = (typeof rolesWithKeys)[number];

const bytes = new TextEncoder().encode('an agreement');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const type = 'application/octet-stream';
const letter = {
  to: 'ada@chancery.example',
  subject: 'Finished',
  text: 'The review is finished.',
  html: '<p>The review is finished.</p>',
};

async function expectOk(response: Response): Promise<void> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}

/** What each role asks of AWS: every call of the adapters that its code makes. */
const calls: Record<Role, Record<string, (store: ObjectStore) => Promise<unknown>>> = {
  api: {
    'take an upload from a browser': async (store) => {
      const put = await store.presignPut({
        key: randomUUID(),
        size: bytes.length,
        contentType: type,
        sha256,
      });
      await expectOk(await fetch(put.url, { method: 'PUT', headers: put.headers, body: bytes }));
    },
    'see that an upload has come': async (store) => expect(await store.head('there')).not.toBeNull(),
    'see that an upload has not come': async (store) => expect(await store.head('missing')).toBeNull(),
    'hand a document to a browser': async (store) => {
      const link = { key: 'there', fileName: 'a.docx', contentType: type, disposition: 'inline' } as const;
      await expectOk(await fetch(await store.presignGet(link)));
    },
    'keep a drafted document': (store) => store.put(randomUUID(), bytes, type),
  },
  worker: {
    'read an upload': (store) => store.get('there'),
    'keep a rendition': (store) => store.put(randomUUID(), bytes, type),
    'delete what no row names': (store) => store.deleteMany([randomUUID()]),
    'send mail': () => sesMailer({ AWS_REGION: region, SES_FROM_ADDRESS: senderAddress }).send(letter),
  },
};

let server: RunningServer;
let dir: string;
const secrets = makeSecrets();
const withRights = (rights: Record<Role, readonly Permission[]>): Promise<RunningServer> =>
  start({
    dir,
    port: 0,
    accessKeyId: secrets.awsAccessKeyId,
    secretAccessKey: secrets.awsSecretAccessKey,
    buckets: [{ name: bucket }],
    identities: [senderAddress],
    keys: grantedKeys(secrets, rights),
  });

function actAs(id: string, secret: string): ObjectStore {
  vi.stubEnv('AWS_ENDPOINT_URL', server.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', id);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret);
  return s3ObjectStore({ AWS_REGION: region, S3_BUCKET: bucket });
}

/** Whether AWS said that the key lacks a right. A HEAD has no body in which it could say so. */
function isRefusal(error: unknown): boolean {
  const {
    message = '',
    name = '',
    $metadata,
  } = error as Partial<Error & { $metadata: { httpStatusCode: number } }>;
  return /AccessDenied/.test(`${name} ${message}`) || $metadata?.httpStatusCode === 403;
}

/** The calls that a role cannot make, by name. @throws what is wrong with a call beside its rights */
async function refusedTo(role: Role): Promise<string[]> {
  const key = secrets.awsKeys?.[role];
  const store = actAs(key?.id ?? '', key?.secret ?? '');
  const refused: string[] = [];
  for (const [name, call] of Object.entries(calls[role])) {
    await call(store).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
      refused.push(name);
    });
  }
  store.close();
  return refused;
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'aws-rights-'));
  server = await withRights(permissions);
  const store = actAs(secrets.awsAccessKeyId, secrets.awsSecretAccessKey);
  await store.put('there', bytes, type);
  store.close();
  await server.close();
});
afterEach(() => server.close());
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

describe.each(rolesWithKeys)('the %s', (role) => {
  it('may do all that its code does', async () => {
    server = await withRights(permissions);
    expect(await refusedTo(role)).toEqual([]);
  });

  const single = permissions[role].flatMap(({ actions, on }) => actions.map((action) => ({ action, on })));

  it.each(single)('needs $action on $on', async ({ action, on }) => {
    const left = permissions[role].map((one) =>
      one.on === on ? { on, actions: one.actions.filter((name) => name !== action) } : one,
    );
    server = await withRights({ ...permissions, [role]: left });
    expect(await refusedTo(role)).not.toEqual([]);
  });
});
