import { describe, expect, it } from 'vitest';
import { asRead, lease, nda, services, spa } from '../testing/contracts.ts';
import { parseReadText } from './documents.ts';
import { draftBlocks } from './draft.ts';
import { pointsOf, wantsDocument } from './workflow.ts';

const SEEDS = Array.from({ length: 15 }, (_, index) => index * 31337 + 1);

describe('drafts', () => {
  it.each([
    ['lease', lease, ['first', 'second', 'rent', 'start', 'end', 'deposit']],
    ['services', services, ['first', 'second', 'fee', 'cap', 'start', 'end', 'law', 'notice']],
    ['nda', nda, ['first', 'second', 'law', 'confidentiality', 'start', 'notice']],
    ['spa', spa, ['first', 'second', 'price', 'completion', 'start', 'law']],
  ] as const)('of a %s hold its facts', (_, write, facts) => {
    for (const seed of SEEDS) {
      const contract = write(seed);
      const draft = draftBlocks('Draft a summary memo', parseReadText(asRead(contract, 'doc_00000001')));
      for (const fact of facts)
        expect(JSON.stringify(draft.blocks), `${fact}, seed ${seed}`).toContain(contract.facts[fact]);
    }
  });

  it('end with a signature page when an agreement is asked for', () => {
    const contract = lease(3);
    const draft = draftBlocks('Draft a surrender agreement', parseReadText(asRead(contract, 'doc_00000001')));
    expect(draft.title).toBe('Surrender agreement');
    expect(draft.blocks.at(-1)).toMatchObject({
      type: 'signature_page',
      parties: [{ name: contract.facts['first'] }, { name: contract.facts['second'] }],
    });
  });

  it.each([
    ['Draft a termination letter to the landlord', 'Termination letter'],
    ['Please write me a short memo on the lease', 'Memo'],
    ['Draft an agreement called "Side letter to the lease"', 'Side letter to the lease'],
    ['Generate a Word document with the key terms', 'Summary of key terms'],
  ])('are titled as asked: %s', (request, title) => expect(draftBlocks(request, []).title).toBe(title));
});

describe('workflow instructions', () => {
  it('are read as points', () => {
    const text =
      '# Lease summary\nRead the documents.\n\n1. **Parties**: who they are.\n2. Rent: the amount and when it is paid.\n- Cite every claim.\n';
    expect(pointsOf(text)).toEqual(['Parties: who they are.', 'Rent: the amount and when it is paid.']);
    expect(pointsOf('## Parties\nWho.\n## Term\nHow long.')).toEqual(['Parties', 'Term']);
  });

  it.each([
    ['Produce a Word document with generate_docx.', true],
    ['Answer in the chat. List the conditions of the documents.', false],
  ])('%s', (text, wanted) => expect(wantsDocument(text)).toBe(wanted));
});
