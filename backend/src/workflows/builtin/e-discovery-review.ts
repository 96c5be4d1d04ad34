import type { TabularWorkflow } from './types.ts';

export const eDiscoveryReview: TabularWorkflow = {
  id: 'builtin-e-discovery-review',
  kind: 'tabular',
  title: 'E-Discovery Review',
  practiceArea: 'Litigation',
  description:
    'Needs the documents of a dispute, such as letters, e-mails and minutes. Gives a chronology with people, content and a first view on privilege.',
  columns: [
    {
      name: 'Date',
      format: 'date',
      question:
        'On which date was the document made or sent? Prefer the date of sending, then the date on its face; ignore dates of events that it only mentions.',
    },
    {
      name: 'Type of Document',
      format: 'text',
      question:
        'What kind of document is it: e-mail, letter, contract, minutes, invoice, note, report? Use one or two words and add "draft" when it is marked so.',
    },
    {
      name: 'Sender',
      format: 'text',
      question:
        'Who wrote or sent the document? Give name, organisation and office as shown; when nobody is named it is not found.',
    },
    {
      name: 'Recipient(s)',
      format: 'bulleted_list',
      question:
        'To whom was the document sent? List every addressee with organisation, and mark copies as "cc" or "bcc".',
    },
    {
      name: 'Summary',
      format: 'text',
      question:
        'What does the document say? Summarise in at most four neutral sentences: subject, statements of fact, requests, decisions.',
    },
    {
      name: 'Persons Mentioned',
      format: 'bulleted_list',
      question:
        'Which people are mentioned besides sender and recipients? Give each name once, with the organisation or role the document gives.',
    },
    {
      name: 'Privileged?',
      format: 'yes_no',
      question:
        'Are there signs that the document is privileged: a lawyer gives or is asked for legal advice, or it was made mainly for a dispute? Answer Yes for such signs and name them in the reasoning; a person must decide. A mere confidentiality footer is not enough.',
    },
  ],
};
