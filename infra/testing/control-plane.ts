import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

interface BuildCall {
  functionID?: string;
  bundle?: string;
  handler?: string;
  links?: Record<string, unknown>;
}

interface Call {
  method: string;
  params: [BuildCall];
}

/** A function that the command line was asked to bundle: what it is linked to is laid into the bundle, encrypted. */
export interface FunctionBuild {
  name: string;
  links: string[];
}

/** Answers for SST's command line, which the config asks while it runs, by JSON-RPC. Nothing is built or made. */
export async function startControlPlane(
  folder: string,
  account: { id: string; region: string },
): Promise<{ address: string; builds: FunctionBuild[]; close: () => void }> {
  const builds: FunctionBuild[] = [];
  const registry = `${account.id}.dkr.ecr.${account.region}.amazonaws.com/sst-asset`;
  const answers: Record<string, (given: Call['params'][0]) => unknown> = {
    'Provider.Aws.Bootstrap': () => ({
      asset: 'sst-asset-of-the-test',
      assetEcrRegistryId: account.id,
      assetEcrUrl: registry,
      state: 'sst-state-of-the-test',
      appsyncHttp: '',
      appsyncRealtime: '',
    }),
    'Provider.Aws.Appsync': () => ({ http: 'appsync.http', realtime: 'appsync.realtime' }),
    // A function that was built before is passed through; any other becomes an empty one.
    'Runtime.Build': ({ bundle, handler, functionID, links }) => {
      builds.push({ name: functionID ?? '', links: Object.keys(links ?? {}) });
      const out = bundle ?? join(folder, `${functionID}-source`);
      if (!bundle) {
        mkdirSync(out, { recursive: true });
        writeFileSync(join(out, 'index.mjs'), 'export const handler = async () => {};\n');
      }
      return { handler: bundle ? handler : 'index.handler', out, errors: [], sourcemaps: [] };
    },
  };
  const server: Server = createServer((request, response) => {
    let text = '';
    request
      .on('data', (chunk) => (text += String(chunk)))
      .on('end', () => {
        const { method, params } = JSON.parse(text) as Call;
        response.end(JSON.stringify({ result: answers[method]?.(params[0]) ?? {}, error: null }));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, builds, close: () => void server.close() };
}
