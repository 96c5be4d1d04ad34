/** Two contracts in the shapes that the generated ones lack: defined terms, run-in headings, American dates. */

export const wharfLease = `Document doc_aaaaaaaa "Lease - Unit 4 Wharf Road.docx", pages 1-4 of 4
<<<text q1
[page 1]
[p1] LEASE
[p2] Date: 12 March 2025
[p3] Between
[p4] (1) WHARFSIDE PROPERTIES LIMITED (company number 04411223) whose registered office is at 1 Dock Street, Bristol BS1 4AA (the "Landlord"); and
[p5] (2) PEARL & FINCH BAKERY LIMITED (company number 09877612) whose registered office is at 22 Mill Lane, Bath BA1 1AB (the "Tenant").
[p6] 1. Interpretation
[p7] 1.1 In this Lease "Annual Rent" means £48,000 per annum, exclusive of VAT, as revised under clause 5.
[p8] 1.2 "Premises" means Unit 4, Wharf Road, Bristol BS2 0XY shown edged red on the plan.
[p9] 1.3 "Term" means a term of ten years from and including 25 March 2025 to and including 24 March 2035.
[p10] 1.4 "Rent Deposit" means the sum of £12,000.
[page 2]
[p11] 2. Rent
[p12] 2.1 The Tenant shall pay the Annual Rent by equal quarterly instalments in advance on 25 March, 24 June, 29 September and 25 December in each year.
[p13] 2.2 If any rent is unpaid fourteen (14) days after it is due, the Tenant shall pay interest on it at 4% above the base rate of Barclays Bank plc.
[p14] 3. Use
[p15] 3.1 The Tenant shall not use the Premises other than as a bakery and coffee shop within Class E.
[p16] 4. Repair
[p17] 4.1 The Tenant shall keep the Premises in good and substantial repair and condition.
[p18] 4.2 The Tenant shall decorate the interior in every fifth year of the Term.
[page 3]
[p19] 5. Rent review
[p20] 5.1 The Annual Rent shall be reviewed on 25 March 2030 to the open market rent, upwards only.
[p21] 6. Break clause
[p22] 6.1 The Tenant may determine this Lease on 25 March 2030 by giving the Landlord at least six months' prior written notice.
[p23] 7. Assignment and underletting
[p24] 7.1 The Tenant shall not assign the whole of the Premises without the prior written consent of the Landlord, such consent not to be unreasonably withheld. The Tenant shall not underlet the Premises.
[p25] 8. Insurance
[p26] 8.1 The Landlord shall insure the Building against the Insured Risks and the Tenant shall pay a fair proportion of the premium.
[page 4]
[p27] 9. Forfeiture
[p28] 9.1 The Landlord may re-enter the Premises if any rent is unpaid twenty-one (21) days after becoming payable, or if the Tenant is in breach of any tenant covenant.
[p29] 10. Governing law
[p30] 10.1 This Lease is governed by the law of England and Wales.
q1>>>`;

export const cloudServices = `Document doc_bbbbbbbb "Master Services Agreement.pdf", pages 1-3 of 3
<<<text z9
[page 1]
[b1] Master Services Agreement
[b2] This Master Services Agreement (this "Agreement") is entered into as of January 15, 2026 (the "Effective Date") by and between Acme Cloud, Inc., a Delaware corporation with its principal place of business at 100 Main Street, Austin, Texas ("Provider"), and Bluebird Retail LLC, a New York limited liability company ("Client").
[b3] 1. Services. Provider will perform the services described in each statement of work.
[b4] 2. Fees. Client will pay Provider a fixed fee of $12,500 per month, plus pre-approved expenses. Provider will invoice Client monthly and Client will pay undisputed invoices within forty-five (45) days of receipt.
[b5] 3. Term and Termination. This Agreement begins on the Effective Date and continues for an initial term of three (3) years, and thereafter renews automatically for successive one-year terms unless either party gives sixty (60) days' written notice of non-renewal. Either party may terminate for material breach if the breach is not cured within thirty (30) days after written notice.
[page 2]
[b6] 4. Intellectual Property. All deliverables will be owned by Client upon full payment. Provider retains its pre-existing materials and grants Client a perpetual licence to use them.
[b7] 5. Limitation of Liability. EXCEPT FOR BREACHES OF SECTION 6, NEITHER PARTY'S AGGREGATE LIABILITY WILL EXCEED THE FEES PAID IN THE TWELVE MONTHS PRECEDING THE CLAIM.
[b8] 6. Confidentiality. Each party will protect the other's Confidential Information for five (5) years after disclosure.
[b9] 7. Indemnification. Provider will defend and indemnify Client against third-party claims that the deliverables infringe intellectual property rights.
[page 3]
[b10] 8. Governing Law; Disputes. This Agreement is governed by the laws of the State of Delaware. Any dispute will be finally settled by arbitration seated in Wilmington, Delaware under the AAA rules.
[b11] 9. Force Majeure. Neither party is liable for delay caused by events beyond its reasonable control.
[b12] 10. Insurance. Provider will maintain commercial general liability insurance of at least $2,000,000 per occurrence.
z9>>>`;
