import { answer, render, type Piece } from './answer.ts';
import { asObject, parseJson, resultsOf, type Conversation } from './conversation.ts';
import type { SourceDocument } from './documents.ts';
import { describeDraft, draftBlocks, type DraftBlock } from './draft.ts';
import { call, say, type Plan } from './plan.ts';
import { research } from './research.ts';
import { find } from './retrieval.ts';
import { summarise } from './summary.ts';
import { quoteOf } from './answer.ts';

/** Reads the workflow, then the documents, then answers each of its points or drafts what it asks for. */
export function followWorkflow(conversation: Conversation): Plan {
  const { current: turn, tools } = conversation;
  const read = resultsOf(turn, 'read_workflow').at(-1);
  if (!read) return call([{ name: 'read_workflow', input: { workflow: turn.workflow?.id ?? '' } }]);
  const answered = asObject(parseJson(read.output));
  const instructions = typeof answered['instructions'] === 'string' ? answered['instructions'] : '';
  const title =
    typeof answered['title'] === 'string' ? answered['title'] : (turn.workflow?.title ?? 'Workflow');
  if (instructions === '') return say(`I could not read the workflow: ${read.output.slice(0, 300)}`);
  const progress = research(conversation, null);
  if (progress.state === 'none') return say(progress.why);
  if (progress.state === 'calling') return call(progress.calls);
  const points = pointsOf(instructions);
  if (wantsDocument(instructions) && tools.has('generate_docx')) {
    const made = resultsOf(turn, 'generate_docx').at(-1);
    if (made) return { kind: 'say', pieces: describeDraft(made, progress.documents) };
    return call([
      { name: 'generate_docx', input: { title, blocks: workflowBlocks(title, points, progress.documents) } },
    ]);
  }
  return { kind: 'say', pieces: answerPoints(title, points, progress.documents) };
}

/** A workflow asks for a Word document when it tells the model to make one, not when it mentions documents. */
export function wantsDocument(instructions: string): boolean {
  return /\bgenerate_docx\b|\bword (document|file)\b|\.docx\b|\b(produce|generate|create|draft)\b[^.\n]{0,60}\b(document|checklist|memo(randum)?|letter)\b/i.test(
    instructions,
  );
}

/** The numbered or bulleted lines of the instructions; without any, its headings; without those, its sentences. */
export function pointsOf(instructions: string): string[] {
  const lines = instructions.split(/\r?\n/).map((line) => line.trim());
  const clean = (line: string): string =>
    line
      .replace(/^(?:[-*•]|\d+[.)]|#+)\s+/, '')
      .replace(/\*\*|__|`/g, '')
      .trim();
  const listed = lines
    .filter((line) => /^(?:[-*•]|\d+[.)])\s+\S/.test(line))
    .map(clean)
    .filter(isPoint);
  if (listed.length > 0) return listed.slice(0, 20);
  const headings = lines
    .filter((line) => /^#{1,4}\s+\S/.test(line))
    .map(clean)
    .filter(isPoint);
  if (headings.length > 0) return headings.slice(0, 20);
  return instructions
    .split(/[.?]\s+/)
    .map((part) => part.trim())
    .filter(isPoint)
    .slice(0, 8);
}

/** Lines about how to work (citing, tone, tools) are followed, not answered. */
function isPoint(line: string): boolean {
  return (
    line.length > 2 &&
    !/\b(cite|citation|quote every|verbatim|generate_docx|read_document|list_documents|do not|don't|never|use the tools?|tone|plain english|word document|columns?:)\b/i.test(
      line,
    )
  );
}

function pointTitle(point: string): string {
  const head = /^([^:.–—]{3,60})[:.–—]/.exec(point)?.[1] ?? point;
  const text = head.split(/\s+/).slice(0, 8).join(' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function answerPoints(title: string, points: string[], documents: SourceDocument[]): Piece[] {
  if (points.length === 0) return summarise(documents);
  const names = documents.map((document) => document.name).join(', ');
  const pieces: Piece[] = [{ text: `${title}: ${names}.` }];
  for (const point of points) {
    pieces.push({ text: `\n\n**${pointTitle(point)}**\n\n` });
    pieces.push(...answerPoint(point, documents));
  }
  return pieces;
}

function answerPoint(point: string, documents: SourceDocument[]): Piece[] {
  const title = pointTitle(point);
  for (const question of [title, point]) {
    if (find(question, documents).passages.length > 0) return answer(question, documents);
  }
  const loose = find(point, documents, true);
  const best = loose.topic ? loose.passages[0] : undefined;
  if (!best) return [{ text: 'The documents do not say.' }];
  const quote = quoteOf(best, loose.topic);
  return [{ text: `The document provides: "${quote.quote.replace(/[.;,]$/, '')}".` }, { cite: quote }];
}

/** The draft a workflow asks for: one section per point, the facts and their sources, then the key terms. */
function workflowBlocks(title: string, points: string[], documents: SourceDocument[]): DraftBlock[] {
  const blocks: DraftBlock[] = draftBlocks('summary', documents).blocks.slice(1);
  const sections = points.flatMap((point): DraftBlock[] => [
    { type: 'heading', text: pointTitle(point), level: 2 },
    ...plain(answerPoint(point, documents)).map((text): DraftBlock =>
      text.startsWith('- ') ? { type: 'bullet', text: text.slice(2) } : { type: 'paragraph', text },
    ),
  ]);
  return [{ type: 'heading', text: title, level: 1 }, ...blocks, ...sections];
}

/** Pieces as lines of plain text: no cite tags, no Markdown, for a Word document. */
function plain(pieces: Piece[]): string[] {
  const text = render(pieces.filter((piece) => 'text' in piece)).replace(/\*\*/g, '');
  return text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);
}
