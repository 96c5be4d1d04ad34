import { describe, expect, it } from 'vitest';
import { inParallel, startOrder, stopGroups } from './graph.ts';

const nodes = [
  { name: 'web', needs: ['api'] },
  { name: 'api', needs: ['migrate', 'aws'] },
  { name: 'aws', needs: [] },
  { name: 'migrate', needs: ['postgres'] },
  { name: 'postgres', needs: [] },
];
const names = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name);

describe('startOrder', () => {
  it('puts everything after what it needs and leaves out what nobody asked for', () => {
    expect(names(startOrder(nodes, ['api']))).toEqual(['postgres', 'migrate', 'aws', 'api']);
  });

  it('names an unknown service and a circle', () => {
    expect(() => startOrder(nodes, ['mail'])).toThrow('There is no service mail');
    const circle = [
      { name: 'hen', needs: ['egg'] },
      { name: 'egg', needs: ['hen'] },
    ];
    expect(() => startOrder(circle, ['hen'])).toThrow('hen, egg, hen');
  });
});

describe('inParallel', () => {
  it('runs a node only after its needs, and independent ones at the same time', async () => {
    const log: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await inParallel(startOrder(nodes, ['web']), async ({ name }) => {
      log.push(`${name} begins`);
      if (name === 'postgres') await held;
      if (name === 'aws') release();
      log.push(`${name} ends`);
    });
    expect(log.indexOf('aws begins')).toBeLessThan(log.indexOf('postgres ends'));
    expect(log.indexOf('migrate begins')).toBeGreaterThan(log.indexOf('postgres ends'));
    expect(log.at(-1)).toBe('web ends');
  });

  it('runs nothing that needs a failed node, and throws its failure once the others have settled', async () => {
    const ran: string[] = [];
    const run = inParallel(startOrder(nodes, ['web']), async ({ name }) => {
      if (name === 'postgres') throw new Error('no disk');
      ran.push(name);
    });
    await expect(run).rejects.toThrow('no disk');
    expect(ran).toEqual(['aws']);
  });
});

it('stops what nothing needs first', () => {
  expect(stopGroups(startOrder(nodes, ['web'])).map(names)).toEqual([
    ['web'],
    ['api'],
    ['migrate', 'aws'],
    ['postgres'],
  ]);
});
