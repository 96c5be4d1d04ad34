import { commercialLease } from './contracts/commercial-lease.ts';
import type { Contract } from './contracts/contract.ts';
import { mutualNda } from './contracts/mutual-nda.ts';
import { servicesAgreement } from './contracts/services-agreement.ts';
import { sharePurchase } from './contracts/share-purchase.ts';

export interface Sample {
  contract: Contract;
  type: 'docx' | 'doc' | 'pdf';
  /** Of the built file, in `files/`. */
  fileName: string;
}

function sample(contract: Contract, type: Sample['type']): Sample {
  return { contract, type, fileName: `${contract.fileName}.${type}` };
}

/** The contracts of a new stack's first project; one of each type that can be uploaded. */
export const SAMPLES: readonly Sample[] = [
  sample(mutualNda, 'docx'),
  sample(servicesAgreement, 'docx'),
  sample(commercialLease, 'doc'),
  sample(sharePurchase, 'pdf'),
];
