import { answer, type Piece } from './answer.ts';
import { fillCells } from './cells.ts';
import { resultsOf, type Conversation } from './conversation.ts';
import { describeDraft, draftBlocks } from './draft.ts';
import { asksForTitle, intentOf, titleOf } from './intent.ts';
import { call, say, type Plan } from './plan.ts';
import { research } from './research.ts';
import { summarise } from './summary.ts';
import { topicOf } from './topics.ts';
import { terms, weightClass } from './words.ts';
import { followWorkflow } from './workflow.ts';
import type { ListedDocument } from './documents.ts';

const CAPABILITIES =
  'I am the offline model: a scripted stand-in that works only from your documents. I can answer questions about them with quotes, compare them, draft a Word document from what they say, follow a workflow and fill the cells of a review.';

/** What the model does next, decided from the request alone. */
export function decide(conversation: Conversation): Plan {
  const { current: turn, tools } = conversation;
  if (asksForTitle(conversation)) return say(titleOf(conversation));
  if (tools.has('record_cell')) return fillCells(conversation);
  if (turn.workflow && tools.has('read_workflow')) return followWorkflow(conversation);
  const intent = intentOf(turn.text);
  if (intent === 'greeting') return say(`Hello. ${CAPABILITIES}`);
  if (intent === 'capabilities') return say(CAPABILITIES);
  if (tools.size === 0) {
    return say(
      'I am the offline model and work from documents only. No documents are at hand in this conversation, so I cannot answer that.',
    );
  }
  const progress = research(conversation, intent === 'question' ? turn.text : null);
  if (progress.state === 'none')
    return say(`${progress.why} As the offline model I work from documents only.`);
  if (progress.state === 'calling') return call(progress.calls);
  if (intent === 'draft' && tools.has('generate_docx')) {
    const made = resultsOf(turn, 'generate_docx').at(-1);
    if (made) return { kind: 'say', pieces: describeDraft(made, progress.documents) };
    return call([{ name: 'generate_docx', input: { ...draftBlocks(turn.text, progress.documents) } }]);
  }
  const pieces =
    intent === 'question' && !isOpen(turn.text)
      ? answer(turn.text, progress.documents)
      : summarise(progress.documents);
  return { kind: 'say', pieces: [...pieces, ...unreadNote(progress.unreadable)] };
}

/** "What does the agreement say?" and "Compare the two" ask for no matter in particular. */
const isOpen = (question: string): boolean =>
  topicOf(question) === null &&
  !/\b\d+(\.\d+)*\b/.test(question) &&
  terms(question).every((term) => weightClass(term) === 'generic');

/** Says which documents could not be read, so that silence is not taken for their content. */
function unreadNote(unreadable: ListedDocument[]): Piece[] {
  if (unreadable.length === 0) return [];
  const names = unreadable.slice(0, 5).map((item) => `${item.name}${item.reason ? ` (${item.reason})` : ''}`);
  return [{ text: `\n\nNot read, because they have no readable text yet: ${names.join(', ')}.` }];
}
