import { createServer } from 'node:http';
import { loadSettings, type Settings } from '../config/settings.ts';
import type { Engine } from '../convert/engine.ts';
import { createConverter } from '../convert/server.ts';
import { unoEngine } from '../convert/uno/engine.ts';
import { wasmEngine } from '../convert/wasm/engine.ts';
import { createLogger } from '../log/logger.ts';
import { exitOnFault, exitOnUncaught, stopOnSignal } from './shutdown.ts';

const MAX_BYTES = 100 * 1024 * 1024;
const CONVERSION_LIMIT_MS = 60_000;
/** Two suit two cores; the WebAssembly engine holds more than 1 GB each. */
const INSTANCES = { uno: 2, wasm: 1 };

function engineOf(settings: Settings<'converter'>): Engine {
  if (settings.CONVERTER_ENGINE === 'uno') return unoEngine();
  if (settings.LIBREOFFICE_WASM_DIR === undefined) {
    throw new Error('LIBREOFFICE_WASM_DIR is not set; CONVERTER_ENGINE=wasm needs it');
  }
  return wasmEngine(settings.LIBREOFFICE_WASM_DIR);
}

await exitOnFault('converter', async () => {
  const settings = loadSettings('converter');
  const logger = createLogger({ level: settings.LOG_LEVEL, role: 'converter' });
  exitOnUncaught(logger);
  const engine = engineOf(settings);
  const converter = await createConverter({
    engine,
    instances: INSTANCES[engine.name],
    timeoutMs: CONVERSION_LIMIT_MS,
    maxBytes: MAX_BYTES,
    queueLimit: 64,
    logger,
  });
  const server = createServer(converter.handler);
  stopOnSignal(logger, () => [
    // New connections are refused from here on; answers under way are finished by the next phase.
    { name: 'listener', stop: () => void server.close(), limitMs: 1_000 },
    { name: 'conversions', stop: () => converter.stop(), limitMs: CONVERSION_LIMIT_MS + 5_000 },
    { name: 'connections', stop: () => server.closeIdleConnections(), limitMs: 1_000 },
  ]);
  server.listen(settings.PORT, settings.HOST, () => {
    logger.info({ host: settings.HOST, port: settings.PORT, engine: engine.name }, 'listening');
  });
  await converter.start();
});
