import type { AssistantWorkflow } from './types.ts';

export const shareholderAgreementSummary: AssistantWorkflow = {
  id: 'builtin-shareholder-agreement-summary',
  kind: 'assistant',
  title: 'Shareholder Agreement Summary',
  practiceArea: 'Corporate',
  description:
    'Needs a shareholders’ or joint venture agreement. Gives a summary of control, transfers and exit with quotes, and the same as a Word document.',
  instructions: `Summarise the attached shareholders' agreement for a corporate lawyer who advises one of the shareholders. Read it to the end, with schedules and any deed of adherence; read the articles too when they are in the project, and say where the two differ.

1. Parties and date. The company, each shareholder, other parties, and the date.

2. Share capital. Classes, rights of each class, and holdings in numbers and per cent.

3. Board. Number of directors, who appoints and removes whom, chair, casting vote, quorum, observers.

4. Reserved matters. Each decision that needs consent, whose consent, and the majority; group long lists by subject.

5. New shares. Pre-emption, exceptions, anti-dilution.

6. Transfers. Prohibitions and lock-in, permitted transfers, right of first refusal with its steps and periods, price when it is not agreed.

7. Drag-along and tag-along. Threshold, price, form of payment, notice, limits on warranties.

8. Leavers and defaults. Good and bad leaver, compulsory transfer, price.

9. Money. Dividend policy, funding obligations, shareholder loans, information rights.

10. Deadlock and exit. How a deadlock is broken; planned exit, its date, and who can start it.

11. Restrictive covenants and confidentiality. Who is bound, for how long, where.

12. Law and disputes. Governing law, courts or arbitration, and which document prevails.

13. Points for attention. Terms that favour one side strongly, gaps, contradictions, and periods or percentages left blank.

State thresholds, periods and prices exactly as written with the clause number, and support each material statement with a quote. When the agreement does not deal with a point, write "Not found in the document".

Produce a Word document with generate_docx, titled "Shareholder Agreement Summary" and the company's name: an opening paragraph, then one heading for each point above, short paragraphs with clause references, and tables for shareholdings and reserved matters. In the chat, answer in at most ten sentences: who controls the company, how a shareholder gets out, and what needs attention, with quotes.`,
};
