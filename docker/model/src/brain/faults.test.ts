import { describe, expect, it } from 'vitest';
import { FaultSwitch } from '../fault-switch.ts';
import { asRead, lease, standsIn } from '../testing/contracts.ts';
import { answer, render } from './answer.ts';
import { parseReadText } from './documents.ts';
import { spoil, type FaultMode } from './faults.ts';
import { call, say, type Plan } from './plan.ts';

const contract = lease(12);
const plan: Plan = {
  kind: 'say',
  pieces: answer('What is the monthly rent?', parseReadText(asRead(contract, 'doc_00000001'))),
};

function quoteUnder(mode: FaultMode): { page: number; quote: string } {
  const spoiled = spoil(plan, mode);
  const match = /<cite doc="doc_00000001" page="(\d+)">([^<]+)<\/cite>/.exec(
    spoiled.kind === 'say' ? render(spoiled.pieces) : '',
  );
  return { page: Number(match?.[1]), quote: match?.[2] ?? '' };
}

describe('quote faults', () => {
  it('forge: stands nowhere', () => expect(standsIn(contract, quoteUnder('forge').quote, null)).toBe(false));
  it('alter: one word or number of a true quote is changed', () => {
    const [altered, truth] = [quoteUnder('alter').quote.split(' '), quoteUnder('slow').quote.split(' ')];
    expect(standsIn(contract, altered.join(' '), null)).toBe(false);
    expect(altered.filter((word, index) => word !== truth[index])).toHaveLength(1);
  });
  it('mispage: a true quote, on another page', () => {
    const { quote, page } = quoteUnder('mispage');
    expect(standsIn(contract, quote, null)).toBe(true);
    expect(standsIn(contract, quote, page)).toBe(false);
  });
  it('reach the citations of cells', () => {
    const cell = call([
      { name: 'record_cell', input: { column: 'a', citations: [{ quote: 'Rent is 5', page: 1 }] } },
    ]);
    expect(spoil(cell, 'alter')).toMatchObject({
      calls: [{ input: { citations: [{ quote: 'Rent is 6', page: 1 }] } }],
    });
  });
});

describe('the switch', () => {
  it('spends a count only on a request the fault can show in', () => {
    const faults = new FaultSwitch();
    faults.set('forge', 1, 0);
    expect(faults.take(call([{ name: 'list_documents', input: {} }]))).toBeNull();
    expect(faults.take(say('no quote'))).toBeNull();
    expect(faults.take(plan)?.mode).toBe('forge');
    expect(faults.take(plan)).toBeNull();
  });

  it('keeps a fault without a count until cleared', () => {
    const faults = new FaultSwitch();
    faults.set('rate_limit', null, 0);
    expect([faults.take(plan)?.mode, faults.take(plan)?.mode]).toEqual(['rate_limit', 'rate_limit']);
    faults.clear();
    expect(faults.take(plan)).toBeNull();
  });
});
