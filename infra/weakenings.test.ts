import { availableParallelism } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { properties } from './assertions/all.ts';
import { SynthesiserPool } from './testing/pool.ts';
import { weakenings } from './weakenings/all.ts';

/** Each weakening is one change of the config that its property, and not the synthesis, must refuse. */
describe('weakenings', () => {
  const pool = new SynthesiserPool(Math.min(2, availableParallelism()));
  afterAll(() => pool.close());

  it('leave no property out, and name none that is not', () => {
    const broken = new Set(weakenings.map(({ breaks }) => breaks));
    expect(properties.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
    const known = new Set(properties.map(({ name }) => name));
    expect([...broken].filter((name) => !known.has(name))).toEqual([]);
    expect(known.size).toBe(properties.length);
  });

  for (const { breaks, stage = 'production', replacements } of weakenings) {
    const change = replacements
      .map(({ file, to }) => `${file}: ${to.replaceAll(/\s+/g, ' ') || '(left out)'}`)
      .join('; ');
    it.concurrent(`"${breaks}" is broken in ${stage} by ${change}`, async () => {
      const property = properties.find(({ name }) => name === breaks);
      if (!property) throw new Error(`no property is named "${breaks}"`);
      const weakened = await pool.synthesise(stage, replacements);
      expect(() => property.holds(weakened)).toThrow(
        expect.objectContaining({ name: expect.stringMatching(/^(AssertionError|Error)$/) }),
      );
    });
  }

  it('leave nothing behind in a process that has been through them', async () => {
    for (const stage of await pool.synthesiseEverywhere('production')) {
      for (const property of properties.filter(({ kinds }) => !kinds || kinds.includes('production'))) {
        expect(() => property.holds(stage), property.name).not.toThrow();
      }
    }
  });
});
