/** The kind of fact a question is after. */
export type Wanted =
  'amount' | 'percentage' | 'date' | 'end' | 'duration' | 'law' | 'court' | 'parties' | 'text';

/** A matter contracts deal with: how it is asked for and how it is written. */
export interface Topic {
  id: string;
  /** What to call it in an answer: "The <label> is ...". */
  label: string;
  /** Matches a question about it. */
  asks: RegExp;
  /** Matches a sentence that settles it (or one under a heading that matches `asks`). */
  evidence: RegExp;
  wants: Wanted;
  /** The fact must be of the wanted kind, or the document does not settle the matter. */
  strict?: boolean;
  /** Sentences that look like evidence and are not. */
  reject?: RegExp;
  /** How the sentence that settles it best is worded; without it no fact is named up front. */
  prefer?: RegExp;
  /** What to search for in a long document. */
  find: string;
}

type Options = Pick<Topic, 'strict' | 'reject' | 'prefer'>;

function topic(
  id: string,
  asks: RegExp,
  evidence: RegExp,
  wants: Wanted,
  find: string,
  options: Options = {},
): Topic {
  return { id, label: id, asks, evidence, wants, find, ...options };
}

/** More particular matters stand before the general ones: the first that matches a question is taken. */
export const topics: readonly Topic[] = [
  topic('rent deposit', /\b(rent|security) deposit|\bdeposit\b/i, /\bdeposit\b/i, 'amount', 'deposit', {
    strict: true,
  }),
  topic('rent review', /\brent review|reviewed rent|review of (the )?rent\b/i, /\breview/i, 'text', 'review'),
  topic('service charge', /\bservice charge/i, /\bservice charge/i, 'text', 'service charge'),
  topic(
    'liability cap',
    /\bliabilit\w* (is |be )?(cap|limit|ceiling)|\b(cap|limit\w*|ceiling|maximum|capped)\b.*\bliab/i,
    /\bliab\w*\b.*\b(exceed|limited to|capped|cap|maximum|aggregate|greater than|more than)\b|\b(cap|maximum|aggregate|total)\b.*\bliab/i,
    'amount',
    'liability',
    { reject: /\b(nothing|neither) in this\b|\bdoes not (limit|exclude)|\b(un|not )limited\b.*fraud/i },
  ),
  topic(
    'late payment interest',
    /\b(late|overdue|default)\b.*\b(interest|pay\w*|penalt\w*|rate)|\binterest\b.*\b(late|overdue|rate)|\binterest rate\b|^interest\b|\b(paid|unpaid|pay|pays|payment|payments)\b.*\b(late|overdue)\b/i,
    /\binterest\b.*(%|per cent|percent|rate|overdue|late|due|per annum)/i,
    'percentage',
    'interest',
  ),
  topic('management fee', /\bmanagement fee/i, /\bmanagement fee/i, 'text', 'management fee'),
  topic('commitment fee', /\bcommitment fee/i, /\bcommitment fee/i, 'text', 'commitment fee'),
  topic('prepayment fee', /\bprepay/i, /\bprepay/i, 'text', 'prepayment'),
  topic(
    'purchase price',
    /\b(purchase|sale|share) price|\bconsideration\b|\bhow much\b.*\b(buy|purchase|shares|acquir)|\bprice (for|of|paid|payable)\b|\bthe price\b/i,
    /\b(consideration|price|purchase price)\b/i,
    'amount',
    'consideration',
    {
      strict: true,
      reject: /\bin consideration of the (mutual|premises|covenants)|price (adjustment|sensitive)/i,
    },
  ),
  topic('rent', /\b(rent|rental)\b/i, /\brents?\b|\brental\b/i, 'amount', 'rent', {
    strict: true,
    reject: /\brent deposit\b|\bdeposit\b.*\b(rent|sum)\b/i,
  }),
  topic(
    'payment period',
    /\b(payment (terms?|period|days|deadline)|when\b.*\b(pay|paid|payable|due)\b|invoice\w*|how (long|soon|many days)\b.*\bpay)/i,
    /\b(pay|paid|payable|payment|invoice\w*)\b.*\b(days?|month|quarter|receipt|advance|date)\b|\binvoice\w*\b/i,
    'duration',
    'invoice',
    { prefer: /\b(pay|paid|payable|due)\b.{0,60}\b(within|in advance|in arrears?)\b/i },
  ),
  topic(
    'fee',
    /\b(fees?|charges|pricing|price|remuneration|how much\b.*\b(pay|paid|cost|charge)\w*)/i,
    /\b(fees?|charges?|price|remuneration|retainer)\b/i,
    'amount',
    'fees',
    {
      strict: true,
      reject:
        /\b(legal|professional|reasonable|court) fees\b|\bexceed the (fees|charges)|\bliab\w*\b|\bfee simple\b|\bfree of charge\b|\bservice charge\b|\binterest\b.*\b(overdue|late)/i,
    },
  ),
  topic(
    'salary',
    /\b(salary|wages?|compensation)\b/i,
    /\b(salary|wages?|remuneration)\b/i,
    'amount',
    'salary',
    { strict: true },
  ),
  topic(
    'share capital',
    /\bshare capital|\bshareholdings?\b/i,
    /\bshares?\b.*\b(capital|issued|nominal|each|ordinary)\b|\bsharehold/i,
    'text',
    'shares',
  ),
  topic(
    'conditions precedent',
    /\bconditions? precedent|\bconditions? (to|of|for) (completion|closing)|\bCPs?\b/,
    /\bcondition(s|al)?\b/i,
    'text',
    'condition',
    { prefer: /\bconditional (up)?on\b|\bfollowing conditions\b/i },
  ),
  topic(
    'completion date',
    /\b(completion|closing)\b( date)?/i,
    /\b(completion|closing)\b/i,
    'date',
    'completion',
  ),
  topic('break right', /\bbreak\b/i, /\bbreak\b|\bdetermine (this|the) (lease|term)/i, 'text', 'break'),
  topic(
    'governing law and jurisdiction',
    /\bgoverning law and jurisdiction\b/i,
    /\b(govern\w*|laws? of|jurisdiction|courts? of)\b/i,
    'law',
    'governed',
  ),
  topic(
    'governing law',
    /\b(govern\w* (by )?(the )?laws?|laws? (that )?govern\w*|which laws?|what laws?|applicable law|proper law|choice of law|law applies|governing law)\b/i,
    /\b(govern\w*|construed|laws? of)\b/i,
    'law',
    'governed',
    {
      strict: true,
      reject: /\b(required|compelled|incorporated|existing|organi[sz]ed|registered) (by|under)\b/i,
    },
  ),
  topic(
    'jurisdiction',
    /\b(jurisdiction|which courts?|what courts?|courts? ha(s|ve))\b/i,
    /\b(jurisdiction|courts? of)\b/i,
    'court',
    'jurisdiction',
    { strict: true },
  ),
  topic(
    'seat of arbitration',
    /\bseat\b|\bplace of arbitration/i,
    /\bseat(ed)?\b|\bplace of arbitration|\barbitra\w* (in|at) [A-Z]/,
    'text',
    'arbitration',
  ),
  topic('arbitration', /\barbitra/i, /\barbitra/i, 'text', 'arbitration', {
    reject: /\b(engaged|pending|threatened|litigation or arbitration)\b/i,
  }),
  topic(
    'dispute resolution',
    /\bdisputes?\b/i,
    /\b(disputes?|arbitra\w*|mediat\w*|jurisdiction)\b/i,
    'text',
    'dispute',
    {
      prefer:
        /\b(disputes?|arbitra\w*|mediat\w*)\b.*\b(shall|will|must|refer\w*|settled|resolved)\b|\bjurisdiction\b/i,
      reject: /\b(engaged|pending|threatened|litigation or arbitration)\b/i,
    },
  ),
  topic(
    'confidentiality period',
    /\b(how long|duration|period|term|years?|surviv\w*|last)\b.*\bconfiden|\bconfiden\w*\b.*\b(how long|last|period|duration|surviv\w*|years?|expire)/i,
    /\b(confiden\w*|obligations?|clauses?)\b.*(\b(continue\w*|remain\w*|surviv\w*|last)\b|\bfor (a (further )?period of )?[\w()\- ]{1,25}\b(years?|months?)\b)/i,
    'duration',
    'confidential',
    { strict: true, reject: /\bnotice\b|\bBusiness Days?\b|\b(solicit|entice|compet)/i },
  ),
  topic(
    'restrictive covenants',
    /\bnon-?(compete|solicit)|\brestrictive covenant|\bcompet(e|ition|ing)\b|\bsolicit/i,
    /\b(compet(e|es|ing|ition)|solicit\w*|entice|restricted business)\b/i,
    'text',
    'compete',
  ),
  topic(
    'notice period',
    /\bnotice\b|\bhow (can|do|may|is|could)\b.*\bterminat|\bterminat\w*\b.*\b(right|period|how|when|ground|convenience|by)|\b(right|ground)s?\b.*\bterminat|^terminat\w*( rights?)?\b|\bcancel/i,
    /\b(terminat\w*|determine|cancel\w*|end)\b.*\bnotice\b|\bnotice\b.*\b(terminat\w*|cancel\w*|days?|months?|weeks?)\b|\bterminat\w*\b.*\b(breach|insolv\w*|remed\w*|immediate\w*)/i,
    'duration',
    'notice',
    {
      prefer:
        /\b(days?|months?|weeks?|quarters?)['’]?( prior| written| advance| clear)* notice\b|\bnotice (of|period)\b.{0,30}\b(days|months?|weeks?)\b/i,
      reject: /\bdeemed\b|\bby (post|hand|email|courier)\b/i,
    },
  ),
  topic(
    'renewal',
    /\brenew|\bextension\b|\bextend/i,
    /\b(renew\w*|extend\w*|extension|successive)\b/i,
    'text',
    'renew',
  ),
  topic(
    'agreement date',
    /\b(date of (the |this )?(agreement|lease|contract|deed|nda)|dated|when was\b.*\b(made|signed|dated|entered)|(agreement|lease|contract|execution) date|^date$|signed)\b/i,
    /\b(dated|made on|entered into|date of this|is made|as of)\b|^date\b/i,
    'date',
    'dated',
    { strict: true },
  ),
  topic(
    'start date',
    /\b(start\w*|commence\w*|begin\w*|began|effective date|come into (force|effect)|in force from|takes? effect|when was)\b/i,
    /\b(commenc\w*|starts?|begins?|effective|dated|made on|entered into on|date of this|with effect from|comes? into (force|effect)|is made|term\b.*\bfrom)\b|^date\b.*\d/i,
    'date',
    'commence',
    {
      strict: true,
      prefer: /\b(commenc\w*|starts?|begins?|effective)\b|\bterm\b.*\bfrom\b/i,
      reject: /\b(completion|break|determine|rent commencement)\b/i,
    },
  ),
  topic(
    'end date',
    /\bexpir\w*|\bend date\b|\b(when|until)\b.*\b(ends?|ended|terminates?|finish\w*|over)\b|\bcome to an end|\bmaturity\b|\brun out\b|^ends?$/i,
    /\b(agreement|lease|contract|deed|term|licen[cs]e|facility)\b.*\b(expir\w*|ends?|ending|terminat\w*|continu\w*)\b|\b(expir\w*|ending|until|to and including|matur\w*)\b/i,
    'end',
    'expire',
    {
      strict: true,
      prefer:
        /\b(agreement|lease|contract|deed|term)\b.*\b(expir\w*|ends?|ending|until|continu\w*)\b|\bto and including\b|\bexpir\w*\b/i,
      reject:
        /^(?!.*\b(until|continues?)\b).*\bnotice\b|\b(interest|invoices?|unpaid|overdue|until payment)\b/i,
    },
  ),
  topic(
    'term',
    /\b(term|duration|how long|initial (period|term)|contract (period|length)|length)\b/i,
    /\b(term|period|continue|remain in (force|effect)|duration|years?|months? from)\b/i,
    'duration',
    'term',
    {
      prefer:
        /\bterm of\b|\bterm["”]?(:| means)|\bcontinues?\b.*\b(for|until)\b|\bperiod of\b.*\bfrom the (commencement|effective) date/i,
      reject:
        /\bconfidential information\b|\b(terms of|terms and conditions|defined term|invoice\w*|interest|working days? of)\b|^(?!.*\b(term|continues?)\b).*\bnotice\b/i,
    },
  ),
  topic(
    'parties',
    /^(?!.*\b(obligations?|duties|rights|liabilit\w*)\b).*\b((who|which|what|name|names|identify|list|between)\b.*\bpart(y|ies)|^part(y|ies)\b|who (is|are|was|were) (the |a )?(landlords?|tenants?|lessors?|lessees?|suppliers?|customers?|clients?|providers?|sellers?|buyers?|vendors?|purchasers?|disclos\w+|recipients?|receiving|borrowers?|lenders?|employers?|employees?|guarantors?|contractors?|consultants?|licensors?|licensees?|company|counterpart\w*)|who (signed|entered|made|contracts?)|between whom|counterpart(y|ies)|^(landlord|tenant|guarantor|lessor|lessee|supplier|customer|seller|buyer|lender|borrower|employer|employee)s?$)/i,
    /["“(]/,
    'parties',
    'between',
  ),
  topic(
    'definition of confidential information',
    /\bdefin\w* of confidential|\bconfidential information\b.*\b(mean|defin|what)|what\b.*\bconfidential information/i,
    /\bconfidential information\b.*\b(means|includes|any|all)\b/i,
    'text',
    'Confidential Information',
  ),
  topic(
    'permitted disclosures',
    /\b(permitted|allowed) disclos|\bcarve-?outs?\b|\bexceptions?\b|\bexclusions?\b/i,
    /\b(may disclose|required by law|does not (apply|include)|shall not (apply|include)|disclos\w* to|public(ly)? (domain|available|known))\b/i,
    'text',
    'disclose',
  ),
  topic(
    'return and destruction',
    /\breturn\b|\bdestr(oy|uction)/i,
    /\b(return|destroy|destruction|erase)\b/i,
    'text',
    'return',
  ),
  topic(
    'obligations of the receiving party',
    /\bobligations? of (the )?(receiving party|recipient)|\breceiving party\b/i,
    /\b(receiving party|recipient|each party)\b.*\b(shall|must|will|undertakes?)\b/i,
    'text',
    'Receiving Party',
  ),
  topic(
    'remedies',
    /\bremed(y|ies)\b|\binjunct/i,
    /\b(remed\w*|injuncti\w*|equitable|damages)\b/i,
    'text',
    'remedies',
  ),
  topic('limitation of liability', /\bliabil|\bliable\b/i, /\bliab\w*\b/i, 'text', 'liability'),
  topic('indemnity', /\bindemn/i, /\bindemn/i, 'text', 'indemnity'),
  topic('warranties', /\bwarrant|\brepresentations\b/i, /\bwarrant|\brepresents?\b/i, 'text', 'warrants'),
  topic(
    'force majeure',
    /\bforce majeure/i,
    /\bforce majeure|\bbeyond (its|the|their) (reasonable )?control/i,
    'text',
    'force majeure',
  ),
  topic(
    'change of control',
    /\bchange of control/i,
    /\bchange (of|in) control/i,
    'text',
    'change of control',
  ),
  topic(
    'assignment',
    /\b(assign\w*|transfer restrictions?|sublet\w*|sub-?let\w*|underlet\w*)\b/i,
    /\b(assign\w*|sublet\w*|sub-?let\w*|underlet\w*|part with|transfer)\b/i,
    'text',
    'assign',
  ),
  topic(
    'intellectual property',
    /\bintellectual|\bIP\b|\bcopyright|\bwho owns\b|\bowns? the (work|deliver)|\bownership\b/i,
    /\b(intellectual property|copyright|vests?|own(s|ed|ership)|licen[cs]e)\b/i,
    'text',
    'intellectual property',
  ),
  topic('insurance', /\binsur/i, /\binsur/i, 'text', 'insur', {
    prefer: /\b(shall|will|must)\b.{0,40}\b(insure|maintain|take out|effect)\b/i,
  }),
  topic(
    'repair',
    /\b(repair|maint\w*|dilapidation)/i,
    /\b(repair|maint\w*|condition|reinstat\w*)\b/i,
    'text',
    'repair',
  ),
  topic('permitted use', /\b(permitted )?use\b|\bpurpose\b/i, /\b(use|used|purpose)\b/i, 'text', 'use'),
  topic(
    'premises',
    /\bpremises\b|\bpropert(y|ies)\b|\baddress\b|\blocat/i,
    /\b(premises|property)["”]?\s*(means?|:|comprises?)|\bknown as\b|\bsituated\b|\blocated\b|\bfloor\b|\bunit \d/i,
    'text',
    'premises',
  ),
  topic('forfeiture', /\bforfeit|\bre-?ent(er|ry)\b/i, /\bforfeit|\bre-?enter\b/i, 'text', 're-enter'),
  topic('services', /\bscope\b|\bwhat services\b|\bservices\b/i, /\bservices\b/i, 'text', 'services'),
  topic('exclusivity', /\bexclusiv/i, /\bexclusiv/i, 'text', 'exclusive', {
    reject: /\bexclusive jurisdiction\b/i,
  }),
  topic(
    'data protection',
    /\bdata protection|\bpersonal data|\bGDPR\b/i,
    /\bpersonal data|\bdata protection/i,
    'text',
    'personal data',
  ),
  topic(
    'currency',
    /\bcurrency\b/i,
    /[£$€¥₹]|\b(GBP|USD|EUR|CHF|AED|JPY|pounds|euros?|dollars)\b/,
    'amount',
    'pay',
    { strict: true },
  ),
  topic('shares sold', /\bshares\b|\btransaction\b/i, /\bshares\b/i, 'text', 'shares'),
];

/**
 * The matter a question is about, or null when it is none of the usual ones. "How long does the warranty last?"
 * is about the warranty: length alone makes the term of the contract the matter.
 */
export function topicOf(question: string): Topic | null {
  const first = topics.findIndex((entry) => entry.asks.test(question));
  const found = topics[first] ?? null;
  if (found?.id !== 'term' || /\b(term|agreement|lease|contract|deed)\b/i.test(question)) return found;
  return topics.slice(first + 1).find((entry) => entry.asks.test(question)) ?? found;
}
