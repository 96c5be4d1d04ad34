import { pino, type Logger } from 'pino';

export type { Logger };

/** The process's logger: JSON lines on standard output; anything that may hold a secret is cut out. */
export function createLogger(options: { level: string; role: string }): Logger {
  return pino({
    level: options.level,
    base: { role: options.role },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'authorization',
        'headers.authorization',
        'headers.cookie',
        '*.apiKey',
        '*.password',
        '*.secret',
      ],
      censor: '[cut]',
    },
  });
}
