import type { AssistantWorkflow } from './types.ts';

export const cpChecklist: AssistantWorkflow = {
  id: 'builtin-cp-checklist',
  kind: 'assistant',
  title: 'Generate CP Checklist',
  practiceArea: 'General Transactions',
  description:
    'Needs an agreement with conditions precedent. Gives a checklist of every condition as a Word table, with its clause, who delivers it and by when.',
  instructions: `Prepare a checklist of the conditions precedent in the attached documents. If none is attached, list the documents of the project and use the agreement that contains conditions; if several could be meant, ask which.

1. Read the whole agreement, not only the clause headed "Conditions". Conditions also stand in schedules, in definitions such as "Completion" or "Utilisation", in the clauses on completion deliverables, and in side letters that the agreement names.

2. Conditions precedent. List each condition once, in the order of the document. Split a condition that asks for several things into one row for each. Keep apart conditions to signing or first effect, conditions to each later step, and conditions subsequent.

3. For every condition record: the clause or paragraph number as printed, what must be delivered or satisfied, the party that must deliver it, the party that may waive it, the form required (certified copy, original, agreed form), and the date or long-stop date.

4. Do not decide that a condition has been satisfied unless a document you have read shows it. The status of every other row is "Open".

5. Gaps. Note conditions without an owner or a date, conditions that depend on a third party or an authority, terms used but not defined, and references to schedules that are missing.

6. Produce a Word document in landscape with generate_docx, titled "Conditions Precedent Checklist" and the name of the agreement. Begin with one paragraph that names the parties and the date of the agreement. Then, for each group of conditions, a heading and a table with the columns No., Condition, Clause, Responsible party, Form, Due date, Status and Comments. Close with a heading "Points to resolve" and one bullet for each gap.

7. In the chat, answer briefly: how many conditions there are, which are urgent or unusual, and what needs a decision. Support each statement with a quote from the agreement. Where the document is silent, write "Not stated" and do not supply an answer from general practice.`,
};
