import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const loader = join(import.meta.dirname, 'site-secret/load-secret.mjs');
const ARN = 'arn:aws:secretsmanager:eu-west-2:123456789012:secret:chancery-test/ClerkSecretKey-AbCdEf';

/** What the site's first line would find, as a function on Lambda starts it. */
async function firstLine(address: string, environment: Record<string, string> = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', 'console.log(process.env.CLERK_SECRET_KEY)'],
    {
      env: {
        NODE_OPTIONS: `--import=${loader}`,
        // Where Lambda has its own copy of the SDK.
        NODE_PATH: join(import.meta.dirname, 'node_modules'),
        AWS_REGION: 'eu-west-2',
        AWS_ACCESS_KEY_ID: 'key',
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_ENDPOINT_URL_SECRETS_MANAGER: address,
        CLERK_SECRET_KEY_ARN: ARN,
        CLERK_SECRET_KEY_VERSION: 'version-2',
        ...environment,
      },
    },
  );
  return stdout.trim();
}

describe('the secret of the site', () => {
  let server: Server;
  let address: string;
  const asked: unknown[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let text = '';
      request
        .on('data', (chunk) => (text += String(chunk)))
        .on('end', () => {
          const input = JSON.parse(text) as { SecretId: string };
          asked.push({ target: request.headers['x-amz-target'], ...input });
          if (input.SecretId === ARN) {
            response.end(JSON.stringify({ ARN, SecretString: 'sk_live_of-the-test' }));
          } else {
            response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
            response.end(JSON.stringify({ __type: 'ResourceNotFoundException', Message: 'not there' }));
          }
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it('is there when the first line runs, at the version that was deployed', async () => {
    expect(await firstLine(address)).toBe('sk_live_of-the-test');
    expect(asked).toContainEqual({
      target: 'secretsmanager.GetSecretValue',
      SecretId: ARN,
      VersionId: 'version-2',
    });
  });

  it('ends the start when it cannot be had: the site never runs without it', async () => {
    await expect(firstLine(address, { CLERK_SECRET_KEY_ARN: `${ARN}x` })).rejects.toThrow(
      /ResourceNotFoundException/,
    );
  });
});
