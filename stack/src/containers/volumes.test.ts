import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../clone.ts';
import { composeService } from '../compose-file.ts';

const declared = JSON.parse(
  /^VOLUME (\[.*\])$/m.exec(readFileSync(join(root, 'backend/Dockerfile'), 'utf8'))?.[1] ?? '[]',
) as string[];

// What the image declares and nothing is laid over becomes a volume without a name, and `docker compose down` leaves it.
it.each(['migrate', 'seed', 'converter', 'api', 'worker'])('%s leaves no volume behind', (service) => {
  const laid = composeService(service).tmpfs?.map((mount) => mount.split(':')[0]) ?? [];
  expect(declared).not.toEqual([]);
  expect(declared.filter((folder) => !laid.includes(folder))).toEqual([]);
});
