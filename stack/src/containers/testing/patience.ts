import { createHash } from 'node:crypto';
import type { Answer, DocumentAnswer, TestPerson } from '../../../../backend/src/testing/person.ts';
import { pause } from '../../processes/wait.ts';

const PATIENCE_MS = 60_000;

/**
 * Calls again, as a browser and the person before it do, while the server cannot be reached or says that it will be
 * back. Any other answer is the answer.
 */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + PATIENCE_MS; ; await pause(100)) {
    try {
      const answer = await call();
      if (!isPassing(answer) || Date.now() > until) return answer;
    } catch (error) {
      // What fetch throws when there is no answer at all.
      if (!(error instanceof TypeError) || Date.now() > until) throw error;
    }
  }
}

function isPassing(answer: unknown): boolean {
  const { status, body } = (answer ?? {}) as Partial<Answer<{ code?: string }>>;
  return status === 503 && ['dependency_unavailable', 'draining'].includes(body?.code ?? '');
}

/** Uploads like a browser that does not give up: ask, put, complete, each until it is answered. */
export async function uploadPatiently(
  person: TestPerson,
  projectId: string,
  name: string,
  bytes: Uint8Array,
): Promise<Answer<DocumentAnswer>> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const wish = { projectId, name, size: bytes.byteLength, type: 'application/octet-stream', sha256 };
  const asked = await patiently(() =>
    person.call<{ id: string; url: string; headers: Record<string, string> }>('post', '/uploads', wish),
  );
  if (asked.status !== 201) throw new Error(`the upload was refused: ${JSON.stringify(asked.body)}`);
  const { id, url, headers } = asked.body;
  const put = await patiently(() =>
    fetch(url, { method: 'PUT', headers, body: new Blob([new Uint8Array(bytes)]) }),
  );
  if (!put.ok) throw new Error(`the store answered ${put.status}: ${await put.text()}`);
  const done = await patiently(() => person.call<DocumentAnswer>('post', `/uploads/${id}/complete`));
  if (done.status !== 201) throw new Error(`the upload was not completed: ${JSON.stringify(done.body)}`);
  return done;
}
