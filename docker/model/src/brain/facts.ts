import type { SourceBlock, SourceDocument } from './documents.ts';

/** A person or company that makes the contract, with the name the contract calls it by. */
export interface Party {
  name: string;
  role: string;
  /** The block that names it. */
  block: SourceBlock;
}

const CURRENCY =
  'GBP|USD|EUR|CHF|AED|SAR|QAR|KWD|BHD|OMR|CAD|AUD|NZD|SGD|HKD|JPY|CNY|INR|ZAR|SEK|NOK|DKK|PLN|CZK';
const CURRENCY_WORD =
  'pounds sterling|pounds|sterling|euros?|(?:US |Canadian |Australian |Singapore )?dollars|Swiss francs|dirhams|riyals|yen|rupees';
const SCALE = '(?:\\s?(?:million|billion|thousand|bn|m|k)\\b)?';
const FIGURE = '\\d[\\d,.]*\\d|\\d';
const AMOUNT = new RegExp(
  `(?:(?:US|A|C|S|HK|NZ)?[£$€¥₹]\\s?(?:${FIGURE})${SCALE}|\\b(?:${CURRENCY})\\s?(?:${FIGURE})${SCALE}|\\b(?:${FIGURE})${SCALE}\\s?(?:(?:${CURRENCY})\\b|${CURRENCY_WORD}))`,
  'g',
);
const PERCENT = /\b\d+(?:\.\d+)?\s?(?:%|per cent\.?|percent)/gi;
const MONTH = 'January|February|March|April|May|June|July|August|September|October|November|December';
const DATE = new RegExp(
  `\\b(?:\\d{1,2}(?:st|nd|rd|th)?(?: day of)? (?:${MONTH}),? \\d{4}|(?:${MONTH}) \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{4})`,
  'gi',
);
const NUMBER_WORD =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:one )?hundred(?: and \\w+)?)';
const DURATION = new RegExp(
  `\\b(?:\\d+|${NUMBER_WORD})(?:\\s?\\((?:\\d+|${NUMBER_WORD})\\))?[ -](?:(?:calendar|business|working|clear|consecutive|full|Business|Working|Calendar) )?(?:days?|weeks?|months?|quarters?|years?)(?:['’])?`,
  'gi',
);
const LAW =
  /\b(?:laws? of (?:the )?(?:State of |Republic of |Kingdom of |Emirate of )?([A-Z][\p{L}]+(?:[ ,]+(?:and|of|the)? ?[A-Z][\p{L}]+)*)|([A-Z]\p{L}+(?: [A-Z]\p{L}+)?) law\b)/u;

/** Amounts of money as written: "£4,250", "EUR 1.5 million", "12,000 pounds". */
export const amountsIn = (text: string): string[] =>
  (text.match(AMOUNT) ?? []).map((match) => match.replace(/[,.]$/, ''));
export const percentagesIn = (text: string): string[] => text.match(PERCENT) ?? [];
export const datesIn = (text: string): string[] => text.match(DATE) ?? [];
/** Lengths of time as written: "thirty (30) days", "5 years". */
export const durationsIn = (text: string): string[] =>
  (text.match(DURATION) ?? []).map((match) => match.replace(/['’]$/, ''));

/** The legal system a clause names ("England and Wales", "New York"), or null. */
export function lawIn(text: string): string | null {
  const match = LAW.exec(text);
  return match?.[1] ?? match?.[2] ?? null;
}

/** The courts a clause names, or null. */
export function courtsIn(text: string): string | null {
  return (
    /courts? of (?:the )?([A-Z][\p{L}]+(?:[ ,]+(?:and|of|the)? ?[A-Z][\p{L}]+)*)/u.exec(text)?.[0] ?? null
  );
}

/** The ISO code of the first currency named, or null. */
export function currencyIn(text: string): string | null {
  const code = new RegExp(`\\b(${CURRENCY})\\b`).exec(text)?.[1];
  if (code) return code;
  const signs: [RegExp, string][] = [
    [/US\$|US dollars?/, 'USD'],
    [/A\$|Australian dollars?/, 'AUD'],
    [/C\$|Canadian dollars?/, 'CAD'],
    [/S\$|Singapore dollars?/, 'SGD'],
    [/HK\$/, 'HKD'],
    [/£|\bsterling\b|\bpounds\b/i, 'GBP'],
    [/€|\beuros?\b/i, 'EUR'],
    [/₹|\brupees\b/i, 'INR'],
    [/¥|\byen\b/i, 'JPY'],
    [/Swiss francs/i, 'CHF'],
    [/\bdirhams\b/i, 'AED'],
    [/\$|\bdollars\b/i, 'USD'],
  ];
  return signs.find(([sign]) => sign.test(text))?.[1] ?? null;
}

/** A date as "24 November 2026"; null where it cannot be read. Slashed dates are read day first. */
export function spellDate(text: string): string | null {
  const months = MONTH.split('|');
  const spelt = (day: string, month: string, year: string): string | null => {
    const name = months.find((entry) => entry.toLowerCase() === month.toLowerCase());
    return name ? `${Number(day)} ${name} ${year}` : null;
  };
  const dayFirst = /(\d{1,2})(?:st|nd|rd|th)?(?: day of)? ([A-Za-z]+),? (\d{4})/.exec(text);
  if (dayFirst) return spelt(dayFirst[1] ?? '', dayFirst[2] ?? '', dayFirst[3] ?? '');
  const monthFirst = /([A-Za-z]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})/.exec(text);
  if (monthFirst) return spelt(monthFirst[2] ?? '', monthFirst[1] ?? '', monthFirst[3] ?? '');
  const iso = /(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (iso) return spelt(iso[3] ?? '', months[Number(iso[2]) - 1] ?? '', iso[1] ?? '');
  const slashed = /(\d{1,2})[/.](\d{1,2})[/.](\d{4})/.exec(text);
  return slashed ? spelt(slashed[1] ?? '', months[Number(slashed[2]) - 1] ?? '', slashed[3] ?? '') : null;
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'x x twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** The first number of a text, figures before words, thousands separators dropped; null without one. */
export function numberIn(text: string): string | null {
  const figure = /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/.exec(text)?.[0];
  if (figure) return figure.replaceAll(',', '');
  for (const word of text.toLowerCase().match(/[a-z]+(?:-[a-z]+)?/g) ?? []) {
    const [first = '', second = ''] = word.split('-');
    if (SMALL.includes(first)) return String(SMALL.indexOf(first));
    if (TENS.indexOf(first) > 1) return String(TENS.indexOf(first) * 10 + Math.max(0, SMALL.indexOf(second)));
  }
  return null;
}

const NAME =
  "\\p{Lu}[\\p{L}\\p{N}&.'’\\-]*(?:[ ,]{1,2}(?:and |of |the |de |di |van |von |& )?(?:\\p{Lu}[\\p{L}\\p{N}&.'’\\-]*|\\(\\p{Lu}[\\p{L}]+\\)|plc\\b))*";
/** `(the "Landlord")`, `(the Landlord)`: a name given in brackets. The text before it holds whose it is. */
const GIVEN_NAME =
  /\((?:[^()“"]{0,50})?[“"]([^”"]{2,40})[”"][^)]{0,60}\)|\((?:together,? |collectively,? )?(?:the )?(\p{Lu}[\p{L}&]+(?: \p{Lu}[\p{L}]+){0,2})\)/gu;
/** `(A)`: a paragraph of the background, which names things but makes nobody a party. */
const RECITAL = /^\([A-Z]\)$/;
const LOOK_BACK = 400;
const BEFORE_NAME =
  /^(?:THIS|This|The|BETWEEN|Between|AND|And|Agreement|AGREEMENT|PARTIES|Parties|Dated|DATED|Lease|LEASE|DEED|Deed|January|February|March|April|May|June|July|August|September|October|November|December|Made|Entered|Mutual|Non-Disclosure|Services|Master|Share|Purchase|is|by)\b[ ,:]*/;
const NOT_A_PARTY =
  /^(?:(?:effective|commencement|start|completion|closing|expiry|signing) date|agreement|this agreement|lease|deed|contract|term|services?|premises|property|purpose|parties|confidential information|fees?|rent|business day|company(?: shares)?|shares|consideration|purchase price|price|affiliates?|deposit|initial term|permitted use|territory|products?|goods|group|transaction|project|schedule|building|sale shares|target|business)$/i;
const PARTY_ROLE =
  /^(?:the )?(?:landlord|tenant|lessor|lessee|supplier|customer|client|service provider|provider|seller|sellers|buyer|vendor|purchaser|company|discloser|recipient|disclosing party|receiving party|borrower|lender|employer|employee|contractor|consultant|licensor|licensee|guarantor|owner|agent|principal|distributor|manufacturer|first party|second party|party a|party b)$/i;

/** The parties a document names: `X Ltd (the "Landlord")`, or table-like lines `Landlord: X Ltd`. */
export function partiesOf(document: SourceDocument): Party[] {
  const parties: Party[] = [];
  const opening = document.blocks.slice(0, 80);
  for (const block of opening) {
    if (RECITAL.test(block.label)) continue;
    let from = 0;
    for (const match of block.text.matchAll(GIVEN_NAME)) {
      const role = (match[1] ?? match[2] ?? '').replace(/^the\s+/i, '').trim();
      const before = block.text.slice(Math.max(from, match.index - LOOK_BACK), match.index);
      from = match.index + match[0].length;
      const name = partyName(before);
      const quoted = match[1] !== undefined;
      if (name && isParty(name, role, before) && (quoted || named(role, name, block)))
        add(parties, { name, role, block });
    }
  }
  if (parties.length < 2) for (const party of labelledParties(opening)) add(parties, party);
  if (parties.length < 2) for (const party of betweenParties(opening)) add(parties, party);
  return parties.slice(0, 8);
}

function partyName(before: string): string {
  const between = /^.*\b(?:between|BETWEEN|Between)\b:?\s*/su.exec(before)?.[0].length ?? 0;
  let rest = before.slice(between).replace(/^[\s,;:]*(?:and\s+|AND\s+)?(?:\(?\d+[.)]\s*)?/u, '');
  for (let previous = ''; previous !== rest;) {
    previous = rest;
    rest = rest.replace(BEFORE_NAME, '');
  }
  const anchored = new RegExp(`^${NAME}`, 'u').exec(rest)?.[0];
  if (anchored) return trimName(anchored);
  const described =
    /^(?:The|the|Each|each) (?:persons?|individuals?|companies|shareholders?|several)\b[^,(]{0,90}/.exec(
      before.trim(),
    );
  if (described) return trimName(described[0].trim());
  const names = [...rest.matchAll(new RegExp(NAME, 'gu'))].map((match) => trimName(match[0]));
  return (
    names.find((name) => COMPANY.test(name)) ??
    names.find((name) => !new RegExp(`^(?:${MONTH})\\b`).test(name)) ??
    ''
  );
}

function trimName(name: string): string {
  return name
    .replace(/[,.;:]+$/, (tail) =>
      /(?:Inc|Ltd|Co|Corp|S\.A|N\.V|B\.V)\.$/i.test(name) && tail === '.' ? '.' : '',
    )
    .trim();
}

/** A name in brackets without quotes makes a party only where it is a role, or in the numbered list of parties. */
const named = (role: string, name: string, block: SourceBlock): boolean =>
  PARTY_ROLE.test(role)
    ? COMPANY.test(name) || /^\(?\d+[.)]$/.test(block.label)
    : COMPANY.test(name) && /^\(\d+\)$/.test(block.label);

const COMPANY =
  /\b(?:Ltd|Limited|LIMITED|LTD|LLP|LLC|Inc|INC|Corp|Corporation|plc|PLC|GmbH|AG|SA|S\.A\.|SAS|BV|B\.V\.|NV|AB|Oy|AS|ApS|SpA|S\.p\.A\.|Srl|Pty|Co|Company|Partners|Trust|Foundation|Holdings|Group|University|Council|Bank)\b/;

function isParty(name: string, role: string, rest: string): boolean {
  if (name.length < 3 || (NOT_A_PARTY.test(role) && !(PARTY_ROLE.test(role) && COMPANY.test(name))))
    return false;
  return (
    PARTY_ROLE.test(role) ||
    COMPANY.test(name) ||
    /\b(?:incorporated|registered|company|individual|residing|whose|of)\b/.test(rest)
  );
}

function* labelledParties(blocks: SourceBlock[]): Generator<Party> {
  for (const [index, block] of blocks.entries()) {
    const match = /^(?:the )?([A-Z][A-Za-z ]{3,24}?)\s*[:|\t]\s*(.{3,160})$/u.exec(block.text);
    const inline = match?.[1] && PARTY_ROLE.test(match[1].trim());
    if (inline)
      yield {
        name: trimName(new RegExp(NAME, 'u').exec(match?.[2] ?? '')?.[0] ?? match?.[2] ?? ''),
        role: (match?.[1] ?? '').trim(),
        block,
      };
    const next = blocks[index + 1];
    if (
      !match &&
      next &&
      PARTY_ROLE.test(block.text.trim()) &&
      new RegExp(`^${NAME}`, 'u').test(next.text) &&
      next.text.length < 200
    ) {
      yield {
        name: trimName(new RegExp(NAME, 'u').exec(next.text)?.[0] ?? next.text),
        role: block.text.trim(),
        block: next,
      };
    }
  }
}

function* betweenParties(blocks: SourceBlock[]): Generator<Party> {
  for (const block of blocks) {
    const match = new RegExp(
      `\\b(?:between|BETWEEN|Between)\\b:?\\s+(?:\\(1\\)\\s*)?(${NAME})[^.]{0,200}?\\b(?:and|AND)\\b\\s+(?:\\(2\\)\\s*)?(${NAME})`,
      'u',
    ).exec(block.text.slice(0, 1_000));
    if (!match) continue;
    const [left, right] = (match[1] ?? '').split(/ and (?=\p{Lu})/u);
    yield { name: trimName(left ?? ''), role: '', block };
    yield { name: trimName(right ?? match[2] ?? ''), role: '', block };
    return;
  }
}

function add(parties: Party[], party: Party): void {
  const same = (other: Party): boolean =>
    other.name.toLowerCase() === party.name.toLowerCase() ||
    (party.role !== '' && other.role.toLowerCase() === party.role.toLowerCase());
  if (party.name !== '' && !parties.some(same)) parties.push(party);
}
