import { beforeAll, describe, it } from 'vitest';
import { properties } from './assertions/all.ts';
import type { Stage } from './testing/stage.ts';
import { synthesise } from './testing/stages.ts';

describe.concurrent.each(['production', 'staging', 'jane'])('stage %s', (name) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await synthesise(name);
  });

  const kind = name === 'production' || name === 'staging' ? name : 'personal';
  for (const property of properties.filter(({ kinds }) => !kinds || kinds.includes(kind))) {
    it(property.name, () => property.holds(stage));
  }
});
