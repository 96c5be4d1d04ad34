import type { VerifiedCitation } from '../citations/types.ts';
import { verifyQuote } from '../citations/verify.ts';
import type { Queryable } from '../db/client.ts';
import type { DocumentText, PageText } from '../parsing/types.ts';
import { loadPages, loadText, type RunDocument } from './documents.ts';

/** Checks quotes against the text of record; keeps the texts of one run in memory while it lasts. */
export class QuoteChecker {
  readonly #db: Queryable;
  readonly #documents: () => Promise<RunDocument[]>;
  readonly #texts = new Map<string, { text: DocumentText; pages: PageText[] } | null>();

  constructor(db: Queryable, documents: () => Promise<RunDocument[]>) {
    this.#db = db;
    this.#documents = documents;
  }

  /** Finds the quote in the named document, else in any other of the run; says so when it is nowhere. */
  async check(claim: { document: string; page: number | null; quote: string }): Promise<VerifiedCitation> {
    const all = await this.#documents();
    const named = all.find((one) => one.handle === claim.document);
    const order = named ? [named, ...all.filter((one) => one !== named)] : all;
    for (const candidate of order) {
      const texts = await this.#textsOf(candidate);
      if (!texts) continue;
      const page = candidate === named ? claim.page : null;
      const found = verifyQuote({ quote: claim.quote, page: page ?? undefined }, texts.text, texts.pages);
      if (found.status === 'not_found') continue;
      const status = candidate === named ? found.status : 'corrected';
      return {
        ...placeOf(candidate),
        status,
        quote: found.quote,
        page: found.page,
        boxes: found.boxes,
        anchors: found.anchors,
      };
    }
    const place = named ? placeOf(named) : { documentId: '', documentName: '', versionId: '' };
    return { ...place, status: 'not_found', quote: claim.quote, page: null, boxes: [], anchors: [] };
  }

  async #textsOf({ version }: RunDocument): Promise<{ text: DocumentText; pages: PageText[] } | null> {
    const known = this.#texts.get(version.id);
    if (known !== undefined) return known;
    const text = await loadText(this.#db, version.id);
    const loaded = text ? { text, pages: await loadPages(this.#db, version.id) } : null;
    this.#texts.set(version.id, loaded);
    return loaded;
  }
}

const placeOf = ({ document, version }: RunDocument) => ({
  documentId: document.id,
  documentName: document.name,
  versionId: version.id,
});
