import { readDocument } from './document.ts';
import { toReadError } from './failures.ts';
import type { ChildMessage, ReadRequest } from './messages.ts';

/**
 * The process that meets untrusted bytes. It is started by the pool with an empty environment, may read only
 * this program's own files, and ends when its channel closes.
 */

const send = (message: ChildMessage): void => {
  process.send?.(message);
};

process.on('disconnect', () => process.exit(0));
process.on('message', (request: ReadRequest) => {
  readDocument(request.kind, request.bytes, request.renditionPdf).then(
    (result) => send({ type: 'done', result }),
    (error: unknown) => {
      const { code, message, figures } = toReadError(error);
      send({ type: 'failed', code, message, figures });
    },
  );
});

// One small PDF through the whole reader loads everything that a first job would otherwise wait for.
const WARM_UP = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
);
await readDocument('pdf', WARM_UP).catch(() => undefined);
send({ type: 'ready' });
