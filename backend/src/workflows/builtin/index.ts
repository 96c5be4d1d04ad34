import { changeOfControlReview } from './change-of-control-review.ts';
import { commercialAgreementReview } from './commercial-agreement-review.ts';
import { commercialLeaseReview } from './commercial-lease-review.ts';
import { cpChecklist } from './cp-checklist.ts';
import { creditAgreementReview } from './credit-agreement-review.ts';
import { creditAgreementSummary } from './credit-agreement-summary.ts';
import { eDiscoveryReview } from './e-discovery-review.ts';
import { employmentAgreementReview } from './employment-agreement-review.ts';
import { limitedPartnershipAgreementReview } from './limited-partnership-agreement-review.ts';
import { ndaReview } from './nda-review.ts';
import { shareholderAgreementReview } from './shareholder-agreement-review.ts';
import { shareholderAgreementSummary } from './shareholder-agreement-summary.ts';
import { spaReview } from './spa-review.ts';
import { supplyAgreementReview } from './supply-agreement-review.ts';
import type { BuiltInWorkflow } from './types.ts';

/** Every built-in workflow, in the order in which they are shown. The API serves these; there is no other copy. */
export const builtInWorkflows: readonly BuiltInWorkflow[] = [
  cpChecklist,
  creditAgreementSummary,
  shareholderAgreementSummary,
  changeOfControlReview,
  commercialAgreementReview,
  creditAgreementReview,
  eDiscoveryReview,
  supplyAgreementReview,
  spaReview,
  ndaReview,
  commercialLeaseReview,
  limitedPartnershipAgreementReview,
  shareholderAgreementReview,
  employmentAgreementReview,
];
