/**
 * A contract as data. Text may hold `**bold**` and references `{id}`, which become the number of the clause or
 * paragraph with that id, so that no cross-reference goes stale.
 */
export type Block =
  /** A numbered clause heading: "4. Confidentiality". */
  | { kind: 'heading'; text: string; id?: string }
  /** A numbered clause: level 2 is "4.1", level 3 "(a)", level 4 "(i)". */
  | { kind: 'clause'; level: 2 | 3 | 4; text: string; id?: string }
  /** Unnumbered text, indented as a clause of the level; 0 is the margin. */
  | { kind: 'text'; text: string; level: 0 | 2 }
  | { kind: 'definition'; term: string; meaning: string }
  /** Starts a page: "Schedule 1" and its title; paragraphs count from 1 again. */
  | { kind: 'schedule'; title: string; id?: string }
  | { kind: 'subheading'; text: string }
  /** A numbered paragraph of a schedule: level 1 is "1.", level 2 "1.1". */
  | { kind: 'paragraph'; level: 1 | 2; text: string; id?: string }
  | { kind: 'table'; header: string[]; rows: string[][]; widths: number[] }
  | { kind: 'signatures'; intro: string; signatories: Signatory[] };

export interface Signatory {
  party: string;
  /** "Director"; null for a person who signs for themselves. */
  capacity: string | null;
  name: string;
}

export interface Contract {
  /** Without an ending. */
  fileName: string;
  title: string;
  /** A line below the title on the cover: what it is about. */
  subject: string | null;
  date: string;
  /** Whether a cover page comes first; else the title heads the first page. */
  cover: boolean;
  /** As on the cover. */
  coverParties: string[];
  /** As under "Parties", numbered (1), (2). */
  parties: string[];
  /** As under "Background", lettered (A), (B). */
  background: string[];
  body: Block[];
}

export const heading = (text: string, id?: string): Block => ({ kind: 'heading', text, ...(id && { id }) });
export const clause = (text: string, id?: string): Block => ({
  kind: 'clause',
  level: 2,
  text,
  ...(id && { id }),
});
export const item = (text: string, id?: string): Block => ({
  kind: 'clause',
  level: 3,
  text,
  ...(id && { id }),
});
export const text = (content: string, level: 0 | 2 = 0): Block => ({ kind: 'text', text: content, level });
export const define = (term: string, meaning: string): Block => ({ kind: 'definition', term, meaning });
export const schedule = (title: string, id?: string): Block => ({
  kind: 'schedule',
  title,
  ...(id && { id }),
});
export const subheading = (content: string): Block => ({ kind: 'subheading', text: content });
export const paragraph = (content: string, id?: string): Block => ({
  kind: 'paragraph',
  level: 1,
  text: content,
  ...(id && { id }),
});
export const subparagraph = (content: string, id?: string): Block => ({
  kind: 'paragraph',
  level: 2,
  text: content,
  ...(id && { id }),
});
