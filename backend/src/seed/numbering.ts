import type { Block, Contract } from './contracts/contract.ts';

/** The number each block with an id gets when the contract is set, in the words a reference uses. */
export function numbersById(contract: Contract): Map<string, string> {
  const numbers = new Map<string, string>();
  const counters = { heading: 0, clause: 0, item: 0, schedule: 0, paragraph: 0, subparagraph: 0 };
  for (const block of contract.body) {
    const number = numberOf(block, counters);
    if ('id' in block && block.id !== undefined && number !== null) numbers.set(block.id, number);
  }
  return numbers;
}

interface Counters {
  heading: number;
  clause: number;
  item: number;
  schedule: number;
  paragraph: number;
  subparagraph: number;
}

function numberOf(block: Block, counters: Counters): string | null {
  switch (block.kind) {
    case 'heading':
      counters.heading += 1;
      counters.clause = 0;
      return String(counters.heading);
    case 'clause':
      return numberOfClause(block.level, counters);
    case 'schedule':
      counters.schedule += 1;
      counters.paragraph = 0;
      return `Schedule ${counters.schedule}`;
    case 'paragraph':
      return numberOfParagraph(block.level, counters);
    default:
      return null;
  }
}

function numberOfClause(level: 2 | 3 | 4, counters: Counters): string | null {
  if (level === 2) {
    counters.clause += 1;
    counters.item = 0;
    return `${counters.heading}.${counters.clause}`;
  }
  if (level === 4) return null;
  counters.item += 1;
  return `${counters.heading}.${counters.clause}(${String.fromCharCode(96 + counters.item)})`;
}

function numberOfParagraph(level: 1 | 2, counters: Counters): string {
  if (level === 1) {
    counters.paragraph += 1;
    counters.subparagraph = 0;
    return String(counters.paragraph);
  }
  counters.subparagraph += 1;
  return `${counters.paragraph}.${counters.subparagraph}`;
}

/** Puts numbers in place of `{id}`. @throws Error naming an id that no block has */
export function withReferences(text: string, numbers: ReadonlyMap<string, string>): string {
  return text.replace(/\{([a-z-]+)\}/g, (_whole, id: string) => {
    const number = numbers.get(id);
    if (number === undefined) throw new Error(`the contract refers to "${id}", which it does not have`);
    return number;
  });
}
