import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Compose } from '../compose.ts';
import { testProject as ofTheTests } from '../test-stack.ts';

/** A small project of its own for a test, with everything removed at the end. */
export interface TestProject extends AsyncDisposable {
  compose: Compose;
}

/** Writes a compose file into a folder of its own; nothing is started. */
export function testProject(yaml: string, variables: Record<string, string> = {}): TestProject {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-compose-'));
  const file = join(folder, 'compose.yaml');
  writeFileSync(file, yaml);
  const project = `${ofTheTests}-${randomUUID().slice(0, 8)}`;
  const compose = new Compose({ project, file, variables, ignoreEnvFile: true });
  return {
    compose,
    [Symbol.asyncDispose]: async () => {
      await compose.down({ volumes: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
