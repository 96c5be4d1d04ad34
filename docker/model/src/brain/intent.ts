import type { Conversation } from './conversation.ts';

export type Intent = 'greeting' | 'capabilities' | 'draft' | 'summary' | 'question';

const GREETING =
  /^(hi|hello|hey|good (morning|afternoon|evening)|thanks?|thank you|cheers|ok|okay)[\s,.!]*(there|you|very much|chancery|assistant)?[\s.!]*$/i;
const CAPABILITIES =
  /\b(who are you|what can you do|what are you|how do you work|help me with|are you (real|an ai|a model))\b/i;
const DRAFT =
  /\b(draft|redraft|prepare|produce|generate|create|write|compose)\b[^.?!]{0,120}\b(letters?|memo(randum)?s?|agreements?|contracts?|documents?|word|docx|summar(y|ies)|notices?|reports?|deeds?|note|checklist|addendum|amendment|e-?mail|nda|lease|schedule|term sheet|resolution)\b|^\s*(please\s+)?draft\b/i;
const SUMMARY =
  /\b(summari[sz]e|summary|overview|key terms|main terms|key points|what is (this|the) (document|agreement|contract|lease) about)\b/i;

/** What the person's message asks for. Only the message counts, never a document's text. */
export function intentOf(message: string): Intent {
  const text = message.trim();
  if (text === '' || GREETING.test(text)) return 'greeting';
  if (DRAFT.test(text)) return 'draft';
  if (CAPABILITIES.test(text)) return 'capabilities';
  if (SUMMARY.test(text)) return 'summary';
  return 'question';
}

/** A call for a title: no tools, and the system text asks for one. */
export function asksForTitle(conversation: Conversation): boolean {
  return conversation.tools.size === 0 && /\btitle\b/i.test(conversation.system);
}

const LEAD =
  /^(please|could you|can you|would you|what(['’]s| is| are| does| do)|who(['’]s| is| are)|when (does|is|did|do)|which|how (much|long|many) (is|are|does|do)?|is there|are there|tell me|find|show me|give me|does|do)\b\s*/i;

/** Three to six words from the conversation's first message. */
export function titleOf(conversation: Conversation): string {
  const first = conversation.turns.find((turn) => turn.text !== '')?.text ?? '';
  let text = first
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (let previous = ''; previous !== text;) {
    previous = text;
    text = text.replace(LEAD, '').trim();
  }
  const kept = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’&.-]*/gu) ?? [];
  const chosen = kept.slice(0, 6);
  while (
    chosen.length > 3 &&
    /^(the|a|an|of|to|for|in|and|or|with|by|on|from|is)$/i.test(chosen.at(-1) ?? '')
  )
    chosen.pop();
  if (chosen[0] && /^(the|a|an|any)$/i.test(chosen[0]) && chosen.length > 3) chosen.shift();
  if (chosen.length === 0) return 'New conversation started';
  if (chosen.length < 3) chosen.unshift(...(chosen.length === 1 ? ['Question', 'about'] : ['On']));
  const title = chosen.join(' ').replace(/[.?!]+$/, '');
  return title.charAt(0).toUpperCase() + title.slice(1);
}
