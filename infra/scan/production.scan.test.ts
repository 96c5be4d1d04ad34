import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../testing/graph.ts';
import { synthesise } from '../testing/stages.ts';
import accepted from './accepted.json' with { type: 'json' };
import { scan } from './checkov.ts';
import { compare, type Verdict } from './verdict.ts';
import { weaken, weakenedGraphs } from './weakenings.ts';

let graph: Graph;
let verdict: Verdict;
beforeAll(async () => {
  ({ graph } = await synthesise('production'));
  verdict = await scan(graph);
});

const keys = (list: Verdict['findings']): string[] => list.map(({ check, address }) => `${check} ${address}`);

describe('production, judged by a scanner', () => {
  it('breaks no rule that is not accepted by name', () => {
    const checks = new Set([...verdict.passed, ...verdict.findings].map(({ check }) => check));
    const { open } = compare(verdict.findings, accepted);
    process.stdout.write(
      `${verdict.resources} resources, ${checks.size} rules: ${verdict.passed.length} kept, ${verdict.findings.length} broken, of which ${open.length} are not accepted\n`,
    );
    expect(open).toEqual([]);
  });

  it('has no acceptance of what is no longer found', () => {
    expect(compare(verdict.findings, accepted).stale).toEqual([]);
  });

  it.each([
    ['an attribute', 'CKV_AWS_96'],
    ['a block within another', 'CKV_AWS_333'],
    ['the text of a policy', 'CKV_AWS_70'],
    ['a policy that stands in a role', 'CKV_AWS_62'],
    ['a bucket and what blocks it', 'CKV2_AWS_6'],
    ['a listener and its load balancer', 'CKV2_AWS_20'],
  ])('is judged by %s', (_, check) => {
    expect(verdict.passed.map((judgement) => judgement.check)).toContain(check);
  });
});

describe('the scanner notices', () => {
  let weakened: Verdict;
  beforeAll(async () => {
    weakened = await scan(weaken(graph));
  });

  it.each(weakenedGraphs)('$name', ({ flagged }) => {
    const wanted = flagged.map((pair) => pair.join(' '));
    expect(keys(verdict.findings).filter((key) => wanted.includes(key))).toEqual([]);
    expect(keys(weakened.findings)).toEqual(expect.arrayContaining(wanted));
  });
});
