import { join } from 'node:path';
import { root } from '../clone.ts';
import { systemEnvironment } from '../config.ts';
import { stackEnvironment, webOrigin } from '../environment.ts';
import { startChild } from '../processes/child.ts';
import { request } from '../probes/http.ts';
import { toolScript } from '../run.ts';
import type { Service } from '../service.ts';
import { buildWeb, builtServer } from '../web/build.ts';

const FIRST_COMPILE_MS = 60_000;

export const web: Service<'web'> = {
  name: 'web',
  needs: ['clerk'],
  port: ({ place }) => place.ports.web,
  address: ({ place }) => webOrigin(place.ports),
  prepare: ({ mode, announce }) => (mode === 'built' ? buildWeb(announce) : Promise.resolve()),
  launch: ({ mode, place }, logFile) =>
    startChild({
      command: process.execPath,
      args:
        mode === 'built'
          ? [builtServer()]
          : [toolScript('next'), 'dev', '--port', String(place.ports.web), '--hostname', 'localhost'],
      environment: {
        ...systemEnvironment(),
        ...stackEnvironment('web', place),
        NEXT_TELEMETRY_DISABLED: '1',
      },
      folder: join(root, 'frontend'),
      logFile,
    }),
  probe: async ({ mode, place }) => {
    const limit = mode === 'built' ? 10_000 : FIRST_COMPILE_MS;
    const response = await request(webOrigin(place.ports), {
      signal: AbortSignal.timeout(limit),
      redirect: 'follow',
    });
    const page = await response.text();
    if (!response.ok || !page.includes('</html>'))
      throw new Error(`the first page answered ${response.status}`);
    return mode === 'built' ? 'the application' : 'the application, reloading on changes';
  },
  limitMs: 60_000,
  graceMs: 2_000,
  act: 'Remove frontend/.next and start again, so that it is built anew.',
};
