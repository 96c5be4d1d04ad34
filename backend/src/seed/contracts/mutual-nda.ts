import { clause, define, heading, item, text, type Contract } from './contract.ts';

/** A mutual NDA before an acquisition. Look for: no end to the duty, a one-sided uncapped indemnity, no notice period. */
export const mutualNda: Contract = {
  fileName: 'Mutual NDA - Harrow & Vale',
  title: 'Mutual Non-Disclosure Agreement',
  subject: 'Project Lantern',
  date: '3 February 2026',
  cover: false,
  coverParties: ['Harrow Precision Castings Limited', 'Vale Capital Partners LLP'],
  parties: [
    '**HARROW PRECISION CASTINGS LIMITED**, a company incorporated in England and Wales with number 07214498, whose registered office is at Foundry House, 18 Kiln Lane, Sheffield S3 8QT (**Harrow**); and',
    '**VALE CAPITAL PARTNERS LLP**, a limited liability partnership registered in England and Wales with number OC391772, whose registered office is at 4th Floor, 61 Gresham Row, London EC2V 7NB (**Vale**).',
  ],
  background: [
    'Vale is considering the acquisition of all or part of the issued share capital of Harrow (the **Proposed Transaction**).',
    'Each party wishes to disclose to the other certain information which it regards as confidential, and has agreed to do so on the terms of this agreement.',
  ],
  body: [
    heading('Definitions and interpretation'),
    clause('In this agreement the following words have the following meanings:'),
    define(
      'Affiliate',
      'in relation to a party, any entity that controls, is controlled by or is under common control with that party, "control" having the meaning given in section 1124 of the Corporation Tax Act 2010.',
    ),
    define(
      'Confidential Information',
      'all information, in any form and whether or not marked as confidential, which is disclosed by or on behalf of a Discloser to a Recipient before, on or after the date of this agreement and which relates to the business, customers, alloys, tooling, pricing, finances or plans of the Discloser or its Affiliates, including the fact that the parties are discussing the Proposed Transaction.',
    ),
    define(
      'Discloser',
      'a party that discloses its Confidential Information, or on whose behalf it is disclosed.',
    ),
    define('Purpose', 'evaluating, negotiating and financing the Proposed Transaction.'),
    define('Recipient', 'a party that receives Confidential Information of the other.'),
    define(
      'Representatives',
      'in relation to a Recipient, its Affiliates and its and their officers, employees, professional advisers and, in the case of Vale, bona fide providers of debt finance of whom Harrow has approved in writing.',
    ),
    clause(
      'References to clauses are to the clauses of this agreement. Headings do not affect its interpretation. The words "including" and "in particular" do not limit the words before them.',
    ),

    heading('Duty of confidence', 'duty'),
    clause(
      'In return for the Discloser making Confidential Information available, the Recipient undertakes that it shall:',
      'undertakings',
    ),
    item(
      'keep the Confidential Information secret and secure, using no less care than it uses for its own information of a similar kind;',
    ),
    item('use the Confidential Information only for the Purpose;'),
    item(
      'not disclose the Confidential Information to any person except as permitted by clause {permitted}; and',
    ),
    item(
      'not copy, reverse engineer or reduce to writing any Confidential Information except so far as is reasonably necessary for the Purpose.',
    ),
    clause(
      'The Recipient may disclose Confidential Information to those of its Representatives who need to know it for the Purpose, provided that it first informs them of its confidential nature and remains liable for what they do, or fail to do, as if it had done or failed to do it itself.',
      'permitted',
    ),
    clause(
      'The Recipient shall notify the Discloser promptly on becoming aware that Confidential Information has been disclosed or used in breach of this agreement.',
    ),

    heading('Exceptions', 'exceptions'),
    clause('Clause {duty} does not apply to information which the Recipient can show by written records:'),
    item('is, or becomes, generally available to the public otherwise than by a breach of this agreement;'),
    item(
      'was lawfully in its possession, free of any duty of confidence, before it was disclosed by the Discloser;',
    ),
    item('was obtained from a third party who was free to disclose it; or'),
    item('was developed independently by persons who had no access to the Confidential Information.'),
    clause(
      "The Recipient may disclose Confidential Information to the extent required by law, by a court of competent jurisdiction or by a regulatory authority, provided that, so far as it lawfully may, it gives the Discloser not less than three Business Days' notice of the disclosure and takes account of the Discloser's reasonable requests as to its content. A **Business Day** is a day other than a Saturday, a Sunday or a public holiday in England.",
    ),

    heading('Return and destruction'),
    clause(
      'On the written request of the Discloser the Recipient shall, within 10 Business Days, return or destroy all documents and materials that contain Confidential Information and confirm in writing, signed by an officer or member, that it has done so.',
    ),
    clause(
      'The Recipient may keep one copy of the Confidential Information so far as law, regulation or its bona fide internal compliance policy requires, and copies made by routine electronic back-up, in each case for as long as it continues to hold them on the terms of this agreement.',
    ),

    heading('Non-solicitation', 'nonsolicit'),
    clause(
      'Vale shall not, and shall procure that no member of its group or portfolio company shall, for a period of 24 months from the date of this agreement, solicit or entice away, or employ, any person who is employed by Harrow at the level of foundry manager or above, whether or not that person would commit a breach of contract by leaving.',
    ),
    clause(
      "During the same period Vale shall not initiate contact with any customer or supplier of Harrow about the Proposed Transaction without the prior written consent of Harrow's managing director.",
    ),

    heading('Indemnity and remedies'),
    clause(
      'Vale shall indemnify Harrow on demand against all losses, liabilities, costs (including legal costs on a full indemnity basis), damages and expenses, of whatever nature and whether or not foreseeable, that Harrow or any of its Affiliates incurs as a result of any breach of this agreement by Vale or any of its Representatives. The liability of Vale under this clause is unlimited.',
      'indemnity',
    ),
    clause(
      'Each party acknowledges that damages alone may not be an adequate remedy for a breach of this agreement, and that the other is entitled to seek an injunction, specific performance or other equitable relief without proof of special damage.',
    ),
    clause('Nothing in this agreement limits or excludes liability for fraud.'),

    heading('No representation or obligation'),
    clause(
      'No Discloser gives any representation or warranty as to the accuracy or completeness of its Confidential Information. All Confidential Information remains the property of the Discloser, and no licence of any intellectual property right is granted by this agreement.',
    ),
    clause(
      'Neither party is obliged to proceed with the Proposed Transaction, or to enter into any further agreement, and either may end discussions at any time without giving a reason.',
    ),

    heading('Term and termination', 'term'),
    clause(
      'This agreement takes effect on its date. Either party may terminate it by giving notice in writing to the other.',
      'termination',
    ),
    clause(
      'The obligations in clauses {duty} to {indemnity} apply to all Confidential Information disclosed before termination and continue in force without limit in time, notwithstanding termination and whether or not the Proposed Transaction completes.',
    ),

    heading('General'),
    clause(
      'This agreement is the entire agreement between the parties on its subject matter. It may be varied only in writing signed by both parties.',
    ),
    clause(
      'Neither party may assign or otherwise transfer its rights under this agreement without the prior written consent of the other, except that Harrow may assign the benefit of this agreement to any purchaser of the whole or a substantial part of its business.',
    ),
    clause(
      'Notices shall be in writing, in English, and delivered by hand or by first class post to the registered office of the recipient, marked for the attention of, in the case of Harrow, Ms Judith Marlowe, Company Secretary and, in the case of Vale, Mr Tobias Renn, General Counsel. A notice sent by post is deemed received at 9.00 am on the second Business Day after posting.',
    ),
    clause(
      'A person who is not a party has no right under the Contracts (Rights of Third Parties) Act 1999 to enforce any term of this agreement, except that an Affiliate of Harrow may enforce clause {indemnity}.',
    ),
    clause(
      'This agreement may be signed in counterparts and by electronic signature, all of which together are one instrument.',
    ),
    clause(
      'This agreement, and any non-contractual obligation arising out of or in connection with it, is governed by the law of England and Wales. Each party submits to the exclusive jurisdiction of the courts of England and Wales.',
      'law',
    ),
    text('This agreement has been entered into on the date stated at the beginning of it.'),
    {
      kind: 'signatures',
      intro: 'Signed by the parties through their authorised signatories:',
      signatories: [
        { party: 'Harrow Precision Castings Limited', capacity: 'Director', name: 'Edmund Harrow' },
        { party: 'Vale Capital Partners LLP', capacity: 'Designated member', name: 'Priya Venkataraman' },
      ],
    },
  ],
};
