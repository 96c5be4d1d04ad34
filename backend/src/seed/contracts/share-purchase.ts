import {
  clause,
  define,
  heading,
  item,
  paragraph,
  schedule,
  subheading,
  text,
  type Contract,
} from './contract.ts';

/**
 * Extract of a share purchase agreement. Look for: two caps on the sellers' liability that disagree, a deferred
 * payment without security, a five-year restraint, a key contract that ends on change of control.
 */
export const sharePurchase: Contract = {
  fileName: 'Share Purchase Agreement (extract) - Penrose Optics',
  title: 'Share Purchase Agreement',
  subject: 'The entire issued share capital of Penrose Optics Limited (extract)',
  date: '12 June 2026',
  cover: true,
  coverParties: ['The Sellers named in Schedule 1', 'Aldgate Instruments Holdings Limited'],
  parties: [
    'The persons whose names and addresses are set out in {sellers} (together the **Sellers**); and',
    '**ALDGATE INSTRUMENTS HOLDINGS LIMITED**, a company incorporated in England and Wales with number 08155741, whose registered office is at 3 Minories Court, London EC3N 1LS (the **Buyer**).',
  ],
  background: [
    'Penrose Optics Limited is a private company limited by shares, incorporated in England and Wales with number 06620934 (the **Company**). It has an issued share capital of £10,000 divided into 10,000 ordinary shares of £1 each.',
    'The Sellers are the legal and beneficial owners of the Shares and have agreed to sell them, and the Buyer to buy them, on the terms of this agreement.',
  ],
  body: [
    heading('Interpretation'),
    clause('In this agreement:'),
    define(
      'Accounts',
      'the audited financial statements of the Company for the period of 12 months that ended on the Accounts Date.',
    ),
    define('Accounts Date', '31 December 2025.'),
    define('Claim', 'a claim for breach of any of the Warranties.'),
    define(
      'Completion',
      'completion of the sale and purchase of the Shares in accordance with clause {completion}.',
    ),
    define('Completion Date', '31 July 2026, or such other date as the parties agree in writing.'),
    define('Consideration', 'the sum stated in clause {price}.'),
    define(
      'Disclosure Letter',
      'the letter of the same date as this agreement from the Sellers to the Buyer.',
    ),
    define(
      'Fraunberg Contract',
      'the supply agreement dated 9 May 2023 between the Company and Fraunberg Medizintechnik GmbH for objective lenses.',
    ),
    define(
      'Restricted Business',
      'the design, manufacture or sale of precision lenses and optical assemblies for medical or scientific instruments.',
    ),
    define(
      'Shares',
      'the 10,000 ordinary shares of £1 each in the Company, being the whole of its issued share capital.',
    ),
    define('Tax Covenant', 'the covenant in Schedule 5 (which is not part of this extract).'),
    define('Warranties', 'the statements in {warranties}.'),

    heading('Sale and purchase'),
    clause(
      'On the terms of this agreement, and subject to clause {conditions}, the Sellers shall sell and the Buyer shall buy the Shares with full title guarantee and free from all encumbrances, with effect from Completion.',
    ),
    clause(
      'Each of the Sellers waives any right of pre-emption that it may have in respect of the Shares under the articles of association of the Company or otherwise.',
    ),

    heading('Conditions', 'conditions'),
    clause('Completion is conditional on:'),
    item(
      'the Secretary of State having notified the Buyer, under the National Security and Investment Act 2021, that no further action will be taken in relation to the sale; and',
    ),
    item(
      'Fraunberg Medizintechnik GmbH having consented in writing to the change of control of the Company.',
      'fraunberg-consent',
    ),
    clause(
      'The Buyer may waive the condition in clause {fraunberg-consent}. If the conditions have not been satisfied or waived by 30 September 2026, either the Buyer or the Sellers may terminate this agreement by notice, without liability to the other except for an earlier breach.',
      'longstop',
    ),

    heading('Consideration', 'consideration'),
    clause('The total consideration for the Shares is £14,250,000, payable in cash as follows:', 'price'),
    item('£11,400,000 on Completion (the **Completion Payment**); and'),
    item('£2,850,000 on the first anniversary of Completion (the **Deferred Payment**).', 'deferred'),
    clause('The Consideration is apportioned among the Sellers as {sellers} shows.'),
    clause(
      'The Buyer may set off against the Deferred Payment the amount of any Claim, or claim under the Tax Covenant, that it has notified in good faith, whether or not the claim has been agreed or determined. No security is given for the Deferred Payment and it bears no interest.',
      'setoff',
    ),

    heading('Completion', 'completion'),
    clause(
      "Completion shall take place on the Completion Date at the offices of the Buyer's solicitors, Messrs Thorne & Whitlock LLP, or by the electronic exchange of documents.",
    ),
    clause(
      'At Completion the Sellers shall deliver stock transfer forms duly executed in favour of the Buyer, the share certificates, the statutory books of the Company, the resignations of Martin Okafor and of the nominee of Lyra Ventures LLP as directors and, in the agreed form, the service agreement of Dr Helen Penrose.',
    ),
    clause(
      'Between the date of this agreement and Completion the Sellers shall procure that the Company carries on its business in the ordinary course and does not, without the consent of the Buyer, incur capital expenditure above £75,000, dispose of any material asset, declare a dividend or vary the terms of employment of any person paid more than £60,000 a year.',
      'conduct',
    ),

    heading('Warranties', 'warranty-clause'),
    clause(
      'The Sellers jointly and severally warrant to the Buyer that each of the Warranties is true, accurate and not misleading at the date of this agreement, and shall be deemed to repeat them immediately before Completion.',
    ),
    clause(
      'The Warranties are qualified by the matters fairly disclosed in the Disclosure Letter. No other information of which the Buyer has knowledge, actual or constructive, prevents or limits a Claim.',
    ),

    heading('Limitations on liability', 'limits'),
    clause('The total liability of the Sellers for all Claims shall not exceed £5,000,000.', 'cap'),
    clause(
      'The Sellers are not liable for a Claim unless the amount of that Claim exceeds £15,000 and the total of all Claims above that amount exceeds £142,500, in which event the Sellers are liable for the whole and not only for the excess.',
    ),
    clause(
      'The Sellers are not liable for a Claim unless the Buyer has notified them of it in writing, with reasonable detail, within 18 months of Completion or, for a Claim relating to tax, within six years of Completion.',
      'time-limit',
    ),
    clause(
      'Nothing in this clause limits liability for fraud, dishonesty or wilful concealment, or for a claim under the Tax Covenant. The liability of the Sellers under the Tax Covenant is not limited in amount.',
      'uncapped-tax',
    ),

    heading('Restrictive covenants', 'restraint'),
    clause(
      'Each of Dr Helen Penrose and Martin Okafor covenants with the Buyer that he or she shall not, for a period of five years from Completion, anywhere in the United Kingdom, the European Union or North America:',
    ),
    item('carry on, or be engaged or interested in, a Restricted Business;'),
    item(
      'solicit the custom of any person who was a customer of the Company in the 24 months before Completion; or',
    ),
    item(
      'solicit or employ any person who was employed by the Company at Completion as a senior engineer or manager.',
    ),
    clause(
      'Each restriction is a separate covenant. The parties consider them reasonable and necessary for the protection of the goodwill of the Company.',
    ),

    heading('General'),
    clause(
      'Each party shall bear its own costs of this agreement. Stamp duty on the transfer of the Shares shall be paid by the Buyer.',
    ),
    clause(
      'No announcement about this agreement shall be made without the consent of both the Buyer and Dr Helen Penrose, except as required by law.',
    ),
    clause(
      'The Buyer may assign the benefit of this agreement to any member of its group or, by way of security, to its lenders. The Sellers may not assign it.',
    ),
    clause(
      'This agreement, and any non-contractual obligation arising from it, is governed by the law of England and Wales, and the parties submit to the exclusive jurisdiction of its courts.',
    ),
    text('This agreement has been entered into on the date stated at the beginning of it.'),
    {
      kind: 'signatures',
      intro: 'Signed by or on behalf of the parties:',
      signatories: [
        { party: 'Dr Helen Penrose', capacity: null, name: 'Helen Penrose' },
        { party: 'Martin Okafor', capacity: null, name: 'Martin Okafor' },
        { party: 'Lyra Ventures LLP', capacity: 'Designated member', name: 'Caspian Holt' },
        { party: 'Aldgate Instruments Holdings Limited', capacity: 'Director', name: 'Beatrice Ashdown' },
      ],
    },

    schedule('The Sellers', 'sellers'),
    {
      kind: 'table',
      header: ['Seller', 'Shares', 'Share of Consideration', 'Amount'],
      rows: [
        ['Dr Helen Penrose, 5 Observatory Lane, Cambridge CB3 0RT', '6,000', '60%', '£8,550,000'],
        ['Martin Okafor, 22 Larkfield Road, Ely CB7 4HN', '2,500', '25%', '£3,562,500'],
        ['Lyra Ventures LLP (OC402188), 9 Bishopsgate Walk, London EC2N 3AQ', '1,500', '15%', '£2,137,500'],
        ['**Total**', '**10,000**', '**100%**', '**£14,250,000**'],
      ],
      widths: [46, 14, 20, 20],
    },

    schedule('Warranties', 'warranties'),
    subheading('Capacity and shares'),
    paragraph(
      'Each of the Sellers has full power to enter into and perform this agreement, which constitutes binding obligations on it.',
    ),
    paragraph(
      'The Shares are fully paid. No person has, or has claimed, a right to call for the allotment or transfer of any share in the Company.',
    ),
    subheading('Accounts and business'),
    paragraph(
      'The Accounts give a true and fair view of the assets, liabilities and financial position of the Company at the Accounts Date and of its profit for the period ended on it. They show revenue of £9,840,000 and profit before tax of £1,716,000.',
    ),
    paragraph(
      'Since the Accounts Date the Company has carried on its business in the ordinary course, there has been no material adverse change in its turnover or financial position, and no dividend has been declared or paid.',
    ),
    subheading('Contracts'),
    paragraph(
      'The Company is not a party to any contract that may be terminated, or under which the rights of another party may be altered, because of a change in its control, other than the Fraunberg Contract.',
      'control-warranty',
    ),
    paragraph(
      "The Fraunberg Contract accounted for 34% of the revenue of the Company in the financial year that ended on the Accounts Date. It may be terminated by the customer on 60 days' notice within six months of a change of control of the Company to which it has not consented.",
    ),
    subheading('Intellectual property and employees'),
    paragraph(
      'The Company owns, free from encumbrances, the patents listed in the Disclosure Letter, in particular UK patent GB2587431 (aspheric lens polishing), and all rights in its software and manufacturing know-how.',
    ),
    paragraph(
      'The Company employs 87 persons. No director or senior employee has given or been given notice, and no dispute with any employee or group of employees is current or, so far as the Sellers are aware, pending.',
    ),
    subheading('Litigation and tax'),
    paragraph(
      'The Company is not engaged in any litigation or arbitration, and the Sellers know of nothing that is likely to give rise to any.',
    ),
    paragraph(
      'The Company has duly paid all tax for which it has become liable and has made all returns in time. The Company is not in dispute with HM Revenue & Customs, save that an enquiry into its claim for research and development relief for 2024, in the sum of £212,000, is open.',
    ),

    schedule('Further limitations', 'further-limits'),
    paragraph(
      'The maximum aggregate liability of the Sellers for all Claims is an amount equal to the Consideration actually received by them.',
      'second-cap',
    ),
    paragraph('The Buyer is not entitled to recover more than once for the same loss.'),
    paragraph(
      'The Sellers are not liable for a Claim to the extent that the matter was specifically provided for in the Accounts, or arises from a change in law after Completion.',
    ),
    paragraph('The Buyer shall take reasonable steps to mitigate any loss that may give rise to a Claim.'),
  ],
};
