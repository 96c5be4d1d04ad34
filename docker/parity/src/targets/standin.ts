import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '@chancery/aws-standin';
import type { Credentials } from '../config.ts';
import { bucketSettings, product } from '../setup.ts';

const credentials: Credentials = { accessKeyId: 'parity-key', secretAccessKey: 'parity-secret' };

/** Our own S3 and SES v2 on a free port and an empty folder. */
export async function startStandIn() {
  const dir = mkdtempSync(join(tmpdir(), 'chancery-parity-'));
  const config = bucketSettings('http://localhost:3000');
  const buckets = [{ name: product.bucket, config }];
  const running = await start({ dir, port: 0, ...credentials, buckets, identities: [product.sender] });
  const close = async () => {
    await running.close();
    rmSync(dir, { recursive: true, force: true });
  };
  return { endpoint: running.url, credentials, close };
}
