import type { TabularWorkflow } from './types.ts';

export const employmentAgreementReview: TabularWorkflow = {
  id: 'builtin-employment-agreement-review',
  kind: 'tabular',
  title: 'Employment Agreement Review',
  practiceArea: 'Employment',
  description:
    'Needs employment or contractor agreements. Gives a table of pay, hours, notice, leave and termination, one row for each person.',
  columns: [
    {
      name: 'Employer',
      format: 'text',
      question: 'Who is the employer or the hiring party? Give full legal name and address as stated.',
    },
    {
      name: 'Employee',
      format: 'text',
      question:
        'Who is employed or engaged? Give the full name as stated; if the name is left blank, say so.',
    },
    {
      name: 'Date',
      format: 'date',
      question:
        'What is the date of the agreement? Mention the first day of work in the reasoning when it differs.',
    },
    {
      name: 'Title',
      format: 'text',
      question:
        'What is the job title or function? Add the person or body to report to and the place of work if stated.',
    },
    {
      name: 'Compensation',
      format: 'text',
      question:
        'What is paid? Give salary or fee with currency and period, bonus, commission, equity and review dates as written.',
    },
    {
      name: 'Full Time / Part Time',
      format: 'tag',
      tags: ['Full time', 'Part time', 'Not stated'],
      question:
        'Is the position full time or part time? Decide from an express statement or from the weekly hours compared with the full hours that the agreement names; otherwise choose Not stated.',
    },
    {
      name: 'Independent Contractor?',
      format: 'yes_no',
      question:
        'Does the agreement engage the person as an independent contractor and not as an employee? Answer from its wording and name signs that point the other way in the reasoning.',
    },
    {
      name: 'Benefits',
      format: 'bulleted_list',
      question:
        'Which benefits are granted: pension, insurance, car, allowances, expenses? List each with its amount or conditions.',
    },
    {
      name: 'Notice (employer)',
      format: 'text',
      question:
        'What notice must the employer give to end the agreement? Give the period, how it changes with length of service, probation and payment in lieu.',
    },
    {
      name: 'Notice (employee)',
      format: 'text',
      question:
        'What notice must the employee give to resign? Give the period, any difference in probation and garden leave.',
    },
    {
      name: 'Overtime',
      format: 'text',
      question:
        'How is overtime treated? State whether it may be required and whether it is paid, compensated by time off, or covered by the salary.',
    },
    {
      name: 'Working Hours',
      format: 'text',
      question:
        'What are the normal working hours? Give hours a week or day, core times, flexibility and any waiver of a statutory limit.',
    },
    {
      name: 'Variation',
      format: 'text',
      question:
        'May the employer change terms alone? State which terms, on what notice, and the form that an agreed change needs.',
    },
    {
      name: 'IP Assignment',
      format: 'text',
      question:
        'Who owns what the employee creates? State the assignment, works outside working hours, moral rights and duties after the end.',
    },
    {
      name: 'Grounds for Termination',
      format: 'bulleted_list',
      question:
        'On which grounds may the agreement be ended without notice or before its term? List each ground as the agreement puts it, with any warning it requires.',
    },
    {
      name: 'Annual Leave',
      format: 'text',
      question:
        'How much paid leave is due each year? State days, whether public holidays are included, carrying over and payment on leaving.',
    },
  ],
};
