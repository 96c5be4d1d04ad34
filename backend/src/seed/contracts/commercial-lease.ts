import {
  clause,
  define,
  heading,
  item,
  paragraph,
  schedule,
  subparagraph,
  text,
  type Contract,
} from './contract.ts';

/**
 * A lease of a commercial unit. Look for: a break right without a length of notice and with strict conditions,
 * an uncapped service charge, upwards-only review, no rent suspension for uninsured risks.
 */
export const commercialLease: Contract = {
  fileName: 'Commercial Lease - Unit 4 Tannery Wharf',
  title: 'Lease',
  subject: 'Unit 4, Tannery Wharf, Bermondsey Dock, London SE16 4TW',
  date: '25 March 2025',
  cover: true,
  coverParties: [
    'Tannery Wharf Estates Limited',
    'Copperleaf Coffee Roasters Limited',
    'Marguerite Anne Delacroix',
  ],
  parties: [
    '**TANNERY WHARF ESTATES LIMITED**, a company incorporated in England and Wales with number 05873310, whose registered office is at 12 Curlew Yard, London SE1 2PH (the **Landlord**);',
    '**COPPERLEAF COFFEE ROASTERS LIMITED**, a company incorporated in England and Wales with number 11402986, whose registered office is at 77 Fair Street, London SE1 2XA (the **Tenant**); and',
    '**MARGUERITE ANNE DELACROIX** of 31 Halfpenny Gardens, London SE22 9RL (the **Guarantor**).',
  ],
  background: [
    'The Landlord is the freehold owner of the Estate, registered at HM Land Registry under title number TGL482016.',
    'The Landlord has agreed to grant, and the Tenant to take, a lease of the Property on the terms of this lease.',
  ],
  body: [
    heading('Definitions and interpretation'),
    clause('The following definitions apply in this lease.'),
    define(
      'Annual Rent',
      'rent at an initial rate of £86,500 a year, and then as reviewed under {review-schedule}.',
    ),
    define('Break Date', '24 March 2030.'),
    define(
      'Common Parts',
      'the yards, loading bays, roads, paths, plant rooms and service media of the Estate that are not let or intended to be let.',
    ),
    define(
      'Contractual Term',
      'a term of 10 years from and including 25 March 2025 to and including 24 March 2035.',
    ),
    define('Deposit', '£21,625.'),
    define(
      'Estate',
      'the land and buildings known as Tannery Wharf, Bermondsey Dock, London SE16, shown edged blue on the plan.',
    ),
    define(
      'Insured Risks',
      'fire, explosion, lightning, storm, flood, bursting and overflowing of pipes and tanks, impact by aircraft and vehicles, riot and civil commotion, and such other risks as the Landlord reasonably decides to insure against.',
    ),
    define(
      'Permitted Use',
      'the roasting, packing and wholesale distribution of coffee, with an ancillary tasting room of not more than 60 square metres, within Classes B2 and E of the Town and Country Planning (Use Classes) Order 1987.',
    ),
    define(
      'Property',
      'Unit 4, Tannery Wharf, having a gross internal area of 612 square metres, shown edged red on the plan, including the internal plaster and finishes, floors, ceilings, doors, windows and shop front but excluding the roof, foundations and structure.',
    ),
    define('Rent Commencement Date', '25 September 2025.'),
    define('Rent Payment Dates', '25 March, 24 June, 29 September and 25 December.'),
    define('Review Date', '25 March 2030.'),
    define('Service Charge', 'a fair proportion, determined by the Landlord, of the Service Costs.'),
    define(
      'Service Costs',
      'all costs that the Landlord incurs in any year in providing the services listed in {service-schedule}, whether or not of a capital nature.',
    ),
    define("Tenant's Break Notice", 'a written notice to terminate this lease on the Break Date.'),
    clause(
      'An obligation of the Tenant not to do something includes an obligation not to allow it to be done. An obligation owed by more than one person is joint and several. Headings do not affect interpretation.',
    ),

    heading('Grant'),
    clause(
      'The Landlord lets the Property to the Tenant for the Contractual Term, with limited title guarantee, together with the right, in common with others, to use the Common Parts for access and, between 06.00 and 20.00, the loading bay marked L2 on the plan.',
    ),
    clause(
      'The grant is made reserving to the Landlord the right to enter the Property on reasonable notice (and at any time in an emergency) to inspect, repair or carry out works to any part of the Estate, and to develop any neighbouring land in any way even if light or amenity is lessened.',
    ),
    clause(
      'The Tenant shall pay as rent the Annual Rent, the Service Charge, the Insurance Rent under clause {insurance-rent}, all interest payable under this lease and all value added tax on those sums.',
    ),

    heading('Payment of rent', 'rent'),
    clause(
      'The Tenant shall pay the Annual Rent by four equal instalments of £21,625 in advance on the Rent Payment Dates. The first instalment, for the period from the Rent Commencement Date to 28 September 2025, is payable on the Rent Commencement Date as a proportionate sum.',
    ),
    clause(
      'All sums due under this lease shall be paid in full, by standing order or electronic transfer, without set-off, counterclaim or deduction.',
    ),
    clause(
      'If a sum remains unpaid for more than seven days after its due date, whether formally demanded or not, the Tenant shall pay interest on it at 5% a year above the base rate of Halden Bank plc from the due date until payment.',
    ),
    clause(
      'The Tenant has on the date of this lease paid the Deposit to the Landlord, who may withdraw from it any sum that the Tenant owes. The Tenant shall within 10 working days of a demand restore the Deposit to its full amount.',
      'deposit',
    ),

    heading('Service Charge', 'service-charge'),
    clause(
      "The Tenant shall pay on account, on each Rent Payment Date, one quarter of the Landlord's estimate of the Service Charge for the year. The estimate for the first year is £14,800.",
    ),
    clause(
      'The Landlord shall send the Tenant a certified account within nine months of the end of each year. A shortfall is payable within 14 days of demand; an excess is credited against the next payment. No limit applies to the Service Charge in any year, or to its increase from one year to another.',
      'uncapped',
    ),
    clause(
      'The Landlord may include in the Service Costs a reserve towards future expenditure, and its own management fee of 12.5% of all other Service Costs.',
    ),

    heading('Insurance', 'insurance'),
    clause(
      'The Landlord shall insure the Estate against the Insured Risks for its full reinstatement cost, subject to such excesses, exclusions and limits as the insurers impose.',
    ),
    clause(
      "The Tenant shall pay on demand a fair proportion of the premium for that insurance and the whole of the premium for three years' loss of the Annual Rent (the **Insurance Rent**).",
      'insurance-rent',
    ),
    clause(
      'If the Property is damaged or destroyed by an Insured Risk so as to be unfit for occupation, and payment of the insurance money is not refused because of an act of the Tenant, the Annual Rent, or a fair proportion of it, shall be suspended until the Property is fit for occupation or, if earlier, until three years after the damage.',
      'suspension',
    ),
    clause(
      'The Annual Rent is not suspended, and the Tenant remains bound by all of its obligations, where the damage is caused by a risk that is not an Insured Risk or that has ceased to be insurable.',
      'uninsured',
    ),

    heading('Repair, decoration and alterations'),
    clause(
      "The Tenant shall put and keep the Property in good and substantial repair and condition, whatever its condition at the date of this lease, and shall replace any landlord's fixture that is beyond repair.",
      'repair',
    ),
    clause(
      'The Tenant shall decorate the inside of the Property in every third year, and in the last three months of the term, in colours approved by the Landlord.',
    ),
    clause(
      'The Tenant shall not make any structural or external alteration. It may with the consent of the Landlord, not to be unreasonably withheld, install roasting, extraction and abatement plant in accordance with plans approved by the Landlord, and shall remove it and make good at the end of the term if the Landlord so requires.',
    ),

    heading('Use'),
    clause(
      'The Tenant shall use the Property only for the Permitted Use and shall not cause a nuisance, in particular by smoke or smell, to other occupiers of the Estate.',
    ),
    clause(
      'The Tenant shall comply with all law relating to the Property and its use, and shall at its own cost obtain and keep in force every environmental permit that roasting requires. The Landlord gives no warranty that the Permitted Use is, or will remain, lawful.',
    ),

    heading('Assignment and underletting', 'alienation'),
    clause(
      'The Tenant shall not assign part only of the Property, share occupation of it or hold it on trust.',
    ),
    clause(
      'The Tenant may assign the whole with the prior written consent of the Landlord, which may be refused if any rent is outstanding or if the Landlord, acting in its absolute discretion, considers that the assignee is not of sufficient financial standing, and which may be given on condition that the Tenant enters into an authorised guarantee agreement.',
      'assignment',
    ),
    clause(
      'For the purposes of this clause a change in the control of the Tenant, by which the Guarantor ceases to hold, directly or indirectly, more than half of its voting shares, is an assignment of this lease.',
      'control',
    ),
    clause(
      'The Tenant may underlet the whole, at a rent not less than the Annual Rent, by a lease excluded from sections 24 to 28 of the Landlord and Tenant Act 1954.',
    ),

    heading("Tenant's break right", 'break'),
    clause(
      "The Tenant may terminate this lease on the Break Date by giving the Landlord a Tenant's Break Notice.",
      'break-notice',
    ),
    clause("A Tenant's Break Notice has no effect unless, on the Break Date:", 'break-conditions'),
    item('the Tenant has paid all rents and other sums due under this lease, whether or not demanded;'),
    item('the Tenant has strictly complied with all of its obligations in this lease;'),
    item('vacant possession of the whole of the Property is given to the Landlord; and'),
    item(
      'the Tenant pays the Landlord a further sum of £43,250, being equal to six months of the initial Annual Rent.',
      'break-payment',
    ),
    clause(
      'The Landlord is not obliged to refund any rent paid in advance for a period after the Break Date.',
    ),

    heading('Re-entry'),
    clause(
      'The Landlord may re-enter the Property, and so end this lease, at any time after a rent is unpaid for 14 days after becoming payable, whether or not formally demanded; after a breach of any condition or obligation of the Tenant; or after the Tenant or the Guarantor becomes insolvent.',
    ),

    heading('Guarantee', 'guarantee'),
    clause(
      'The Guarantor guarantees to the Landlord, as principal debtor, that the Tenant will pay the rents and observe its obligations, and shall indemnify the Landlord against all losses arising from any failure of the Tenant to do so. The liability of the Guarantor is unlimited in amount.',
    ),
    clause(
      'If this lease is disclaimed or forfeited, the Guarantor shall, if the Landlord so requires within six months, take a new lease of the Property for the rest of the Contractual Term on the same terms.',
    ),

    heading('Exclusion of security of tenure'),
    clause(
      'The parties confirm that before this lease was granted the Landlord served on the Tenant a notice dated 4 March 2025, in the form required by section 38A(3)(a) of the Landlord and Tenant Act 1954, and that Ms Ruth Abernathy, who was duly authorised by the Tenant to do so, made a statutory declaration dated 11 March 2025.',
    ),
    clause(
      'The parties agree that the provisions of sections 24 to 28 of the Landlord and Tenant Act 1954 are excluded in relation to the tenancy created by this lease.',
      'excluded',
    ),

    heading('General'),
    clause(
      'A notice under this lease shall be in writing and shall be given by hand or by special delivery to the registered office or address of the recipient stated in this lease, or such other address as it has notified.',
    ),
    clause(
      'The Landlord is not liable to the Tenant for any failure of the services that is caused by matters outside its control, unless it has been notified and has failed to act within a reasonable time.',
    ),
    clause(
      'A person who is not a party has no right under the Contracts (Rights of Third Parties) Act 1999 to enforce any term of this lease. This lease is governed by the law of England and Wales, whose courts have exclusive jurisdiction.',
    ),
    text(
      'This document has been executed as a deed and is delivered and takes effect on the date stated at the beginning of it.',
    ),
    {
      kind: 'signatures',
      intro: 'Executed as a deed by:',
      signatories: [
        { party: 'Tannery Wharf Estates Limited', capacity: 'Director', name: 'Gordon Pell' },
        { party: 'Copperleaf Coffee Roasters Limited', capacity: 'Director', name: 'Ruth Abernathy' },
        { party: 'Marguerite Anne Delacroix', capacity: null, name: 'Marguerite Anne Delacroix' },
      ],
    },

    schedule('Rent review', 'review-schedule'),
    paragraph('On the Review Date the Annual Rent shall become the greater of:'),
    subparagraph('the Annual Rent payable immediately before the Review Date; and'),
    subparagraph('the open market rent of the Property on the Review Date.', 'market'),
    paragraph(
      'The open market rent is the yearly rent at which the Property might reasonably be expected to be let, with vacant possession, by a willing landlord to a willing tenant for a term of 10 years on the terms of this lease (other than the amount of the Annual Rent), assuming that:',
    ),
    subparagraph('the Property is fit for immediate occupation and use;'),
    subparagraph('the obligations in this lease have been observed by the Tenant; and'),
    subparagraph(
      'the willing tenant has had the benefit of any rent-free period that would then be given for fitting out.',
    ),
    paragraph(
      'There shall be disregarded any goodwill of the Tenant and any increase in rental value that is due to an improvement made by the Tenant with consent at its own cost.',
    ),
    paragraph(
      'If the parties have not agreed the open market rent by three months before the Review Date, either may require it to be determined by an independent surveyor, who shall act as an expert and be appointed, failing agreement, by the President of the Royal Institution of Chartered Surveyors.',
    ),
    paragraph(
      'Until the reviewed rent is known the Tenant shall continue to pay at the old rate. Within 14 days of the determination it shall pay the difference from the Review Date with interest at the base rate of Halden Bank plc.',
    ),

    schedule('Services and Service Costs', 'service-schedule'),
    {
      kind: 'table',
      header: ['Service', 'Estimate for the first year (whole Estate)'],
      rows: [
        ['Cleaning, lighting and maintaining the Common Parts', '£41,200'],
        ['Repair, renewal and improvement of the structure and roofs', '£68,000'],
        ['Security staff and closed-circuit television', '£52,600'],
        ['River wall: inspection, repair and renewal', '£30,000'],
        ['Management fee at 12.5%', '£23,975'],
        ['**Total**', '**£215,775**'],
      ],
      widths: [68, 32],
    },
    paragraph(
      'The Landlord may add to, withhold or vary any service if it considers, in its discretion, that to do so is in the interest of good estate management.',
    ),
  ],
};
