/** Words that carry no content in a question or a clause. */
const STOP = new Set(
  `a about above after again all also am an and any are as at be been before being below between both but by can
could did do does doing done down during each either else for from further had has have having he her here hers him
his how i if in into is it its itself just let me more most my myself no nor not now of off on once only or other our
ours out over own please same shall she should so some such than that the their theirs them then there these they
this those through to too under until up upon us very was we were what whatever when where whether which while who
whom whose why will with within without would you your yours s t re ve ll d m`.split(/\s+/),
);

/**
 * Words a question may hold without asking for anything in particular: the act of asking, names of
 * documents and their parts, and fillers. A question is never refused for want of one of these.
 */
const GENERIC = new Set(
  `according actual actually address agree agreed agreement agreements amount apply applies applicable answer attached brief
briefly cite clause clauses compare comparison condition conditions contain contains contract contracts copy
correct current currently date deal deed detail details describe description document documents draft each every
exact exactly exist exists explain express extract figure file files find first following follow full general
give given govern here identify include includes including indicate individual information instrument involved issue item
kind know last lease letter list main many matter mean means mention mentioned much must name named names nda
need number obligations obligation page paper party parties per place please point possible precise provide
provided provides provision provisions question quote quoted reading regarding related relevant respect respectively
right rights row rule said say says section see set setout short show simple single sort spa specific specified
specify stand state stated states stating statement stipulate subject sum summarise summarize summary take tell
term terms text thing total type under used value verbatim view want way well word words work write yes client
ours side exists report position regime mechanism arrangement arrangements requirement requirements required
require requires entitled allowed allow allows permitted permit happen happens case event cover covered covers
deal deals whole entire overview important key significant signed sign headline concern concerns present long large big high low soon quickly fast often early late far little
likely possible currency percentage apart carry hold keep kept make made give get put become calculated calculate determined computed measured name names named called known`.split(
    /\s+/,
  ),
);

/** Words for the people of a contract: they narrow a question, their absence does not refuse it. */
const ROLES = new Set(
  `tenant landlord lessor lessee supplier customer provider seller buyer vendor purchaser company discloser recipient
disclosing receiving borrower lender employer employee contractor consultant licensor licensee guarantor
monthly annual annually yearly month year quarterly weekly daily day week calendar initial premises
property services service goods work`.split(/\s+/),
);

/** Groups of words that stand for one another in legal questions; compared after stemming. */
const SYNONYM_GROUPS = [
  'rent rental',
  'price consideration purchase cost',
  'fee fees charge charges remuneration rate',
  'pay paid payable payment owe owed settle',
  'deposit',
  'start starts commence commences commencement begin begins effective',
  'end ends expire expires expiry expiration terminate terminates termination finish',
  'duration period long length',
  'terminate termination terminated cancel cancellation end',
  'notice notify notification',
  'liability liable',
  'cap capped limit limited limitation exceed maximum ceiling aggregate',
  'law laws',
  'jurisdiction court courts forum',
  'dispute disputes',
  'arbitration arbitrator arbitral arbitrate',
  'seat',
  'confidential confidentiality secret secrecy',
  'renew renewal renews extend extension',
  'assign assignment transfer transferred',
  'sublet subletting underlet underletting sublease',
  'repair maintenance maintain repairing',
  'insure insurance insured insurer',
  'indemnity indemnify indemnifies indemnification indemnities',
  'warranty warranties warrant warrants represent representation',
  'interest late',
  'return destroy destruction',
  'intellectual ip copyright patent',
  'personal gdpr privacy',
  'subcontract subcontracting subcontractor',
  'employ employment employee hire solicit',
  'compete competition competing',
  'completion closing close',
  'share shares stock',
  'premises property building demised',
  'use purpose permitted',
  'break',
  'breach default',
  'penalty penalties liquidated damages',
  'invoice invoices invoiced',
  'vat tax taxes taxation',
  'majeure',
  'bank account',
  'salary wage wages compensation',
  'holiday holidays vacation leave',
  'guarantee guarantor guaranty',
  'address situated located location',
  'review reviewed',
  'alter alterations alteration',
];

const groupOf = new Map<string, number[]>();
SYNONYM_GROUPS.forEach((group, index) => {
  for (const word of group.split(' ')) {
    const key = stem(word);
    groupOf.set(key, [...(groupOf.get(key) ?? []), index]);
  }
});
const genericStems = new Set([...GENERIC].map(stem));
const roleStems = new Set([...ROLES].map(stem));

/** Lower-case words of a text, numbers kept, Unicode-aware. */
export function words(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFKC')
      .replace(/[’']s\b/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** A light English stem: enough to bring "terminates", "terminated" and "termination" together. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let result = word.replace(/ies$/, 'y').replace(/([^su])s$/, '$1');
  for (const suffix of [
    'ations',
    'ation',
    'itions',
    'ition',
    'ments',
    'ment',
    'ing',
    'ed',
    'ly',
    'ion',
    'al',
    'es',
    'e',
  ]) {
    if (result.endsWith(suffix) && result.length - suffix.length >= 4) {
      result = result.slice(0, -suffix.length);
      break;
    }
  }
  return result
    .replace(/(at|it)$/, (tail) => (result.length > 5 ? '' : tail))
    .replace(/([bdglmnprt])\1$/, '$1');
}

/** Content-bearing stems of a text, in order, without repeats. */
export function terms(text: string): string[] {
  return [
    ...new Set(
      words(text)
        .filter((word) => !STOP.has(word))
        .map(stem),
    ),
  ];
}

/** Everything a stem may be written as: itself and its synonyms' groups. */
export function sameMeaning(left: string, right: string): boolean {
  if (left === right) return true;
  const groups = groupOf.get(left);
  return groups !== undefined && (groupOf.get(right)?.some((group) => groups.includes(group)) ?? false);
}

/** How much a question depends on a term: must be found, narrows, or means nothing by itself. */
export function weightClass(term: string): 'hard' | 'soft' | 'generic' {
  if (genericStems.has(term)) return 'generic';
  if (roleStems.has(term) || /^\d{1,2}$/.test(term)) return 'soft';
  return 'hard';
}
