import { amountsIn, courtsIn, datesIn, durationsIn, lawIn, percentagesIn } from './facts.ts';
import { UNLIMITED } from './retrieval.ts';
import type { Topic } from './topics.ts';

/** The fact to name up front: only where the sentence is worded as one that settles the topic. */
export function leadingFact(sentence: string, topic: Topic | null): string | null {
  const settles = topic?.id === 'start date' || !topic?.prefer || topic.prefer.test(sentence);
  return settles ? factOf(sentence, topic) : null;
}

/** The fact a passage holds, as written; null where the topic wants running text. */
export function factOf(sentence: string, topic: Topic | null): string | null {
  switch (topic?.wants) {
    case 'amount':
      return nearest(amountsIn(sentence), sentence, topic);
    case 'percentage':
      return percentagesIn(sentence)[0] ?? null;
    case 'date':
    case 'end':
      return dateFact(sentence, topic);
    case 'duration':
      return nearest(durationsIn(sentence), sentence, topic) ?? UNLIMITED.exec(sentence)?.[0] ?? null;
    case 'law':
      return lawIn(sentence);
    case 'court':
      return courtsIn(sentence);
    default:
      return null;
  }
}

/** An end date is the date after the words for ending; failing that, the length of the term. */
function dateFact(sentence: string, topic: Topic): string | null {
  const dates = datesIn(sentence);
  if (topic.wants !== 'end') return nearest(dates, sentence, topic) ?? durationsIn(sentence)[0] ?? null;
  const end = sentence.search(/\b(expir\w*|end(s|ing)?|until|to and including|terminat\w*)\b/i);
  const after = dates.find((date) => end >= 0 && sentence.indexOf(date) > end);
  return after ?? durationsIn(sentence)[0] ?? dates.at(-1) ?? null;
}

/** Of several facts in a sentence, the one closest to the words of the topic, and rather after them than before. */
function nearest(facts: string[], sentence: string, topic: Topic): string | null {
  if (facts.length < 2) return facts[0] ?? null;
  const start = /\b(commenc\w*|start\w*|begin\w*|from|effective)\b/i;
  const words = (topic.id === 'start date' ? start : (topic.prefer ?? topic.asks)).exec(sentence);
  if (!words) return facts[0] ?? null;
  const [from, to] = [words.index, words.index + words[0].length];
  const distance = (fact: string): number => {
    const at = sentence.indexOf(fact);
    const after = sentence.indexOf(fact, from);
    return after >= 0 ? Math.max(0, after - to) : from - (at + fact.length) + 20;
  };
  return facts.toSorted((left, right) => distance(left) - distance(right))[0] ?? null;
}

/** An amount with the period it is for, as the sentence goes on: "£86,500 a year". */
export function withPeriod(fact: string, sentence: string): string {
  const rest = sentence.slice(sentence.indexOf(fact) + fact.length);
  const period =
    /^,? (?:(?:a|per|each|every) (?:calendar )?(?:year|annum|month|quarter|week|day|share|user)|annually|monthly|quarterly)\b/i.exec(
      rest,
    )?.[0];
  return `${fact}${period ?? ''}`;
}

/** A term that is given by its length alone is not an end date. */
export function labelFor(topic: Topic, fact: string): string {
  return topic.wants === 'end' && datesIn(fact).length === 0 ? 'term' : topic.label;
}
