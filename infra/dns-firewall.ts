import type { DeploySettings } from './settings.ts';

/** What the processes of a stage call outside of AWS, with the whole of what a name leads on to. */
const CALLED = ['api.clerk.com', 'api.anthropic.com', 'api.openai.com', 'generativelanguage.googleapis.com'];

/** AWS's own names, and those that it gives to instances. */
const OWN = ['*.amazonaws.com', '*.api.aws', '*.compute.internal', '*.ec2.internal'];

const hostOf = (address: string): string[] => (address ? [new URL(address).hostname] : []);

/**
 * The resolver of the network answers for the names that a stage needs and for no other. It is reached from subnets
 * without a route too and asks no security group, so without this a document that took the converter over could write
 * what it holds into the names that it asks for.
 */
export function createDnsFirewall(vpc: sst.aws.Vpc, settings: DeploySettings): void {
  const list = (name: string, domains: string[]) =>
    new aws.route53.ResolverFirewallDomainList(`Dns${name}`, {
      name: `chancery-${$app.stage}-${name.toLowerCase()}`,
      domains,
    }).id;
  const group = new aws.route53.ResolverFirewallRuleGroup('DnsRules', { name: `chancery-${$app.stage}` });
  const allow = new aws.route53.ResolverFirewallRule('DnsAllow', {
    name: 'needed',
    firewallRuleGroupId: group.id,
    firewallDomainListId: list('Needed', [
      ...OWN,
      `*.chancery-${$app.stage}.internal`,
      ...CALLED,
      ...hostOf(settings.compatibleModel.baseUrl),
    ]),
    firewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN',
    action: 'ALLOW',
    priority: 100,
  });
  // One after the other: a block without its exceptions would leave the stage without a single name.
  const block = new aws.route53.ResolverFirewallRule(
    'DnsBlock',
    {
      name: 'others',
      firewallRuleGroupId: group.id,
      firewallDomainListId: list('Others', ['*']),
      action: 'BLOCK',
      blockResponse: 'NXDOMAIN',
      priority: 200,
    },
    { dependsOn: [allow] },
  );
  new aws.route53.ResolverFirewallRuleGroupAssociation(
    'DnsFirewall',
    {
      name: `chancery-${$app.stage}`,
      firewallRuleGroupId: group.id,
      vpcId: vpc.id,
      priority: 101,
    },
    { dependsOn: [allow, block] },
  );
}
