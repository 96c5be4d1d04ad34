import type { StagePolicy } from './stage-policy.ts';

/**
 * The sender's domain with its signatures, and what happens to mail that comes back: the address is suppressed, and
 * the alarm topic hears of it.
 */
export function createMail(policy: StagePolicy, domain: string, alarms: $util.Output<string>): sst.aws.Email {
  const mail = new sst.aws.Email('Mail', {
    sender: domain,
    dmarc: 'v=DMARC1; p=quarantine; adkim=s; aspf=r;',
    mailFrom: { domain: `bounce.${domain}`, rejectOnMxFailure: true },
    events: [{ name: 'returned', types: ['bounce', 'complaint', 'reject'], topic: alarms }],
    transform: {
      configurationSet: (args) => {
        args.suppressionOptions = { suppressedReasons: ['BOUNCE', 'COMPLAINT'] };
        args.reputationOptions = { reputationMetricsEnabled: true };
        args.deliveryOptions = { tlsPolicy: 'REQUIRE' };
      },
    },
  });
  // Of the whole account and region, so it is production's to set and no removal of a stage takes it away.
  if (policy.kind === 'production') {
    new aws.sesv2.AccountSuppressionAttributes(
      'AccountSuppression',
      { suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      { retainOnDelete: true },
    );
  }
  return mail;
}
