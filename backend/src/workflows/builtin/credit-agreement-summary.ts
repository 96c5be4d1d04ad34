import type { AssistantWorkflow } from './types.ts';

export const creditAgreementSummary: AssistantWorkflow = {
  id: 'builtin-credit-agreement-summary',
  kind: 'assistant',
  title: 'Credit Agreement Summary',
  practiceArea: 'Finance',
  description:
    'Needs a loan or facility agreement and its amendments. Gives a summary of the commercial and legal terms with quotes, and the same as a Word document.',
  instructions: `Summarise the attached credit agreement for a finance lawyer who has not read it. Read every part of it, with schedules, and any amendment or fee letter in the project; say which documents you read and which of them prevails.

1. Parties and date. Lenders, borrowers, guarantors, agents and security trustee, with the capacity of each, and the date of the agreement.

2. Facilities. Type, amount, currency, purpose and availability period of each facility.

3. Conditions. The main conditions precedent to first and to later drawings.

4. Interest and fees. Reference rate, margin and any ratchet, default interest, commitment fee, arrangement fee and other fees, each with its rate and its payment date.

5. Repayment and prepayment. Schedule, maturity, voluntary and mandatory prepayment, cancellation, and any prepayment fee.

6. Security and guarantees. What is charged, by whom, and limits on guarantees.

7. Financial covenants. Each ratio with its level, test dates, definitions that matter, and equity cure.

8. Undertakings. The restrictions that will be felt most: disposals, debt, security, distributions, acquisitions.

9. Events of default. Each one with its grace period and threshold, and what the lenders may do.

10. Transfers and change of control. Who may assign, whose consent is needed, and what a change of control triggers.

11. Law and disputes. Governing law and jurisdiction.

12. Points for attention. Terms that are unusual, missing, inconsistent or open, each with its reason.

Give amounts, rates and dates exactly as written, with the clause number. Put a quote after each material statement. When the agreement does not deal with a point, write "Not found in the document"; do not fill it with market practice.

Produce a Word document with generate_docx, titled "Credit Agreement Summary" and the borrower's name: an opening paragraph, then one heading for each point above, short paragraphs with clause references, and tables for facilities, fees and financial covenants. In the chat, give the five most important terms and the points for attention, with quotes.`,
};
