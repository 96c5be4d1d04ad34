import { describe, expect, it } from 'vitest';
import accepted from './accepted.json' with { type: 'json' };
import { compare, readReport } from './verdict.ts';

const judgement = (check: string, resource: string) => ({
  check_id: check,
  check_name: `rule ${check}`,
  resource,
});
const report = (summary: object = {}, passed = [judgement('A', 'aws_x.y')]): string =>
  JSON.stringify({
    results: { passed_checks: passed, failed_checks: [judgement('B', 'aws_x.y')] },
    summary: { resource_count: 1, parsing_errors: 0, skipped: 0, ...summary },
  });

describe('a report of the scanner', () => {
  it('tells what is kept and what is broken', () => {
    expect(readReport(report(), 1)).toEqual({
      resources: 1,
      passed: [{ check: 'A', address: 'aws_x.y', name: 'rule A' }],
      findings: [{ check: 'B', address: 'aws_x.y', name: 'rule B' }],
    });
  });

  it.each([
    ['of nothing', report({ resource_count: 0 }), 0, /no resource/],
    // What it prints, and ends well, for a plan that it cannot read.
    [
      'without results',
      '{"passed":0,"failed":0,"skipped":0,"parsing_errors":0,"resource_count":0}',
      1,
      /did not read/,
    ],
    ['of fewer resources than there are', report(), 2, /1 of 2 resources/],
    ['with faults in reading', report({ parsing_errors: 1 }), 1, /1 faults/],
    ['with checks left out', report({ skipped: 1 }), 1, /1 checks left out/],
    ['by no rules', report({}, []), 1, /no rules/],
  ])('%s does not count', (_, printed, resources, fault) => {
    expect(() => readReport(printed, resources)).toThrow(fault);
  });
});

describe('findings and acceptances', () => {
  const findings = [{ check: 'B', address: 'aws_x.y', name: 'rule B' }];

  it('agree when each finding is accepted by rule and whole address', () => {
    expect(compare(findings, [{ check: 'B', resources: ['aws_x.y'], reason: '' }])).toEqual({
      open: [],
      stale: [],
    });
  });

  it.each([
    ['nothing', []],
    ['another rule', [{ check: 'C', resources: ['aws_x.y'], reason: '' }]],
    ['a part of the address', [{ check: 'B', resources: ['aws_x'], reason: '' }]],
  ])('do not when %s is accepted', (_, acceptances) => {
    const { open, stale } = compare(findings, acceptances);
    expect(open).toEqual(['B aws_x.y: rule B']);
    expect(stale).toHaveLength(acceptances.length);
  });

  it('do not when one of several accepted resources keeps the rule', () => {
    const both = [{ check: 'B', resources: ['aws_x.y', 'aws_x.z'], reason: '' }];
    expect(compare(findings, both)).toEqual({ open: [], stale: ['B aws_x.z'] });
  });

  it('are each accepted once, with a reason', () => {
    const all = accepted.flatMap(({ check, resources }) => resources.map((address) => `${check} ${address}`));
    expect(new Set(all).size).toBe(all.length);
    for (const { check, reason } of accepted) expect(reason.split(' ').length, check).toBeGreaterThan(3);
  });
});
