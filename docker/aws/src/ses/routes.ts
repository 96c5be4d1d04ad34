/** An operation of SES v2 and what stands in the variable places of its path. */
export interface Route {
  operation: string;
  names: string[];
}

/**
 * Paths of the operations that are done here; `*` is one variable place. Two lists have two forms: newer SDKs ask by
 * POST, older ones by GET.
 */
const ROUTES: readonly (readonly [method: string, path: string, operation: string])[] = [
  ['POST', 'outbound-emails', 'SendEmail'],
  ['GET', 'account', 'GetAccount'],
  ['POST', 'identities', 'CreateEmailIdentity'],
  ['GET', 'identities', 'ListEmailIdentities'],
  ['POST', 'list-identities', 'ListEmailIdentities'],
  ['GET', 'identities/*', 'GetEmailIdentity'],
  ['DELETE', 'identities/*', 'DeleteEmailIdentity'],
  ['POST', 'templates', 'CreateEmailTemplate'],
  ['GET', 'templates', 'ListEmailTemplates'],
  ['GET', 'templates/*', 'GetEmailTemplate'],
  ['PUT', 'templates/*', 'UpdateEmailTemplate'],
  ['DELETE', 'templates/*', 'DeleteEmailTemplate'],
  ['POST', 'templates/*/render', 'TestRenderEmailTemplate'],
  ['POST', 'configuration-sets', 'CreateConfigurationSet'],
  ['GET', 'configuration-sets', 'ListConfigurationSets'],
  ['POST', 'list-configuration-sets', 'ListConfigurationSets'],
  ['GET', 'configuration-sets/*', 'GetConfigurationSet'],
  ['DELETE', 'configuration-sets/*', 'DeleteConfigurationSet'],
  // Known and not done, so that the answer can name them.
  ['POST', 'outbound-bulk-emails', 'SendBulkEmail'],
  ['POST', 'outbound-custom-verification-emails', 'SendCustomVerificationEmail'],
  ['PUT', 'suppression/addresses', 'PutSuppressedDestination'],
  ['GET', 'suppression/addresses', 'ListSuppressedDestinations'],
  ['GET', 'suppression/addresses/*', 'GetSuppressedDestination'],
  ['DELETE', 'suppression/addresses/*', 'DeleteSuppressedDestination'],
  ['PUT', 'account/sending', 'PutAccountSendingAttributes'],
  ['PUT', 'account/suppression', 'PutAccountSuppressionAttributes'],
  ['POST', 'account/details', 'PutAccountDetails'],
  ['PUT', 'identities/*/mail-from', 'PutEmailIdentityMailFromAttributes'],
  ['PUT', 'identities/*/feedback', 'PutEmailIdentityFeedbackAttributes'],
  ['PUT', 'identities/*/dkim', 'PutEmailIdentityDkimAttributes'],
];

const TABLE = ROUTES.map(([method, path, operation]) => ({ method, operation, steps: path.split('/') }));
const BASE = '/v2/email/';

/** Whether a path is one of SES v2. */
export function isSesPath(path: string): boolean {
  return path.startsWith(BASE);
}

/** The operation of a request; undefined when it is none of the table. */
export function routeOf(method: string, path: string): Route | undefined {
  const steps = path.slice(BASE.length).replace(/\/$/, '').split('/');
  const found = TABLE.find(
    (route) =>
      route.method === method &&
      route.steps.length === steps.length &&
      route.steps.every((step, index) => step === '*' || step === steps[index]),
  );
  if (!found) return undefined;
  const names = steps.filter((_, index) => found.steps[index] === '*').map(decodeURIComponent);
  return { operation: found.operation, names };
}
