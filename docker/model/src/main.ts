import { parseArgs } from 'node:util';
import { start } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    'first-token-ms': { type: 'string', default: '250' },
    'tokens-per-second': { type: 'string', default: '120' },
  },
});

function wholeNumber(name: keyof typeof values): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= 0) return value;
  process.stderr.write(`--${name} must be a whole number.\n`);
  process.exit(2);
}

const running = await start({
  port: wholeNumber('port'),
  host: values.host,
  firstTokenMs: wholeNumber('first-token-ms'),
  tokensPerSecond: wholeNumber('tokens-per-second'),
});
process.stdout.write(`offline model at ${running.url}\nready\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    // Open streams may be stalled on purpose; nothing here is worth waiting for.
    setTimeout(() => process.exit(0), 500).unref();
    void running.close().finally(() => process.exit(0));
  });
}
