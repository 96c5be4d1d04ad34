import type { Target } from './check.ts';

/** A departure from AWS that is known and accepted. */
export interface Difference {
  /** Id of the check. */
  check: string;
  target: Exclude<Target, 'aws'>;
  /** What the stand-in answers instead. */
  observed: unknown;
  /** What that means, for people. */
  effect: string;
  /** The sentence of AWS's documentation that it departs from, word for word. */
  sentence: string;
  /** The page it stands on. */
  page: string;
}

const s3 = 'https://docs.aws.amazon.com/AmazonS3/latest';
const ses = 'https://docs.aws.amazon.com/ses/latest';

/** Both stand-ins answer alike, so that either can be developed against. */
function inBoth(
  difference: Omit<Difference, 'target'>,
  inLocalStack: Partial<Difference> = {},
): Difference[] {
  return [
    { ...difference, target: 'standin' },
    { ...difference, ...inLocalStack, target: 'localstack' },
  ];
}

export const differences: Difference[] = [
  {
    check: 'unsigned-read',
    target: 'localstack',
    observed: { object: '200', head: 200, list: '200' },
    effect:
      'Whoever reaches the port reads and lists everything. That the bucket is private is proved on the stand-in.',
    sentence:
      'By default, all Amazon S3 resources are private, including buckets, objects, and related subresources (for example, lifecycle configuration and website configuration).',
    page: `${s3}/API/API_PutBucketLifecycleConfiguration.html`,
  },
  {
    check: 'header-signature',
    target: 'localstack',
    observed: {
      wrongSecret: 'accepted',
      unknownKey: 'accepted',
      anHourOld: 'accepted',
      unsignedWrite: '200',
      mailWithWrongSecret: 'accepted',
    },
    effect:
      'Any access key does, or none, in S3 and SES. That wrong keys are refused is proved on the stand-in; presigned addresses are verified in both.',
    sentence:
      'If any request component received by Amazon S3 does not match the component that was used to calculate the signature, Amazon S3 will reject the request.',
    page: `${s3}/API/sig-v4-authenticating-requests.html`,
  },
  {
    check: 'presigned-unknown-key',
    target: 'localstack',
    observed: '200',
    effect:
      'An address that was signed by an unknown access key is taken when it was signed with the published secret.',
    sentence: 'The AWS access key ID that you provided does not exist in our records.',
    page: `${s3}/userguide/ErrorCodeBilling.html`,
  },
  {
    check: 'post-policy',
    target: 'localstack',
    observed: { otherKey: '403 AccessDenied', extraField: '204', expired: '403 AccessDenied' },
    effect: 'A form upload may carry fields that its policy does not name.',
    sentence:
      'Each form field that you specify in a form (except x-amz-signature, file, policy, and field names that have an x-ignore- prefix) must appear in the list of conditions.',
    page: `${s3}/API/sigv4-HTTPPOSTConstructPolicy.html`,
  },
  {
    check: 'post-signature',
    target: 'localstack',
    observed: '204',
    effect: 'The signature of a form upload is not verified.',
    sentence:
      'The form must include the following fields to provide signature and relevant information that Amazon S3 can use to re-calculate the signature upon receiving the request',
    page: `${s3}/API/sigv4-authentication-HTTPPOST.html`,
  },
  {
    check: 'keys-paged',
    target: 'localstack',
    observed: { lost: ['brackets', 'question', 'unicode', 'emoji'] },
    effect:
      'A list in several pages, asked for in URL encoding, loses keys that need encoding, or fails. One page is right.',
    sentence:
      'NextContinuationToken is sent when isTruncated is true, which means there are more keys in the bucket that can be listed.',
    page: `${s3}/API/API_ListObjectsV2.html`,
  },
  ...inBoth({
    check: 'identity-at-once',
    observed: { verified: true },
    effect: 'An address or domain may send as soon as it is made: there is no owner to ask.',
    sentence: 'Your email address is verified as soon as you follow the link in the verification email.',
    page: `${ses}/APIReference-V2/API_CreateEmailIdentity.html`,
  }),
  ...inBoth({
    check: 'mail-template-value',
    observed: '400 BadRequestException',
    effect: 'A template that lacks a value is refused at once, so that the fault is seen.',
    sentence:
      "If you send an email that contains invalid personalization content, Amazon SES might accept the message, but won't be able to deliver it.",
    page: `${ses}/dg/send-personalized-email-api.html`,
  }),
  ...inBoth(
    {
      check: 'bulk',
      observed: '501 NotImplementedException',
      effect: 'Sending many messages by one template is not implemented and says so.',
      sentence: 'Composes an email message to multiple destinations.',
      page: `${ses}/APIReference-V2/API_SendBulkEmail.html`,
    },
    { observed: '501 InternalFailure' },
  ),
];

/** The accepted difference of a target in a check. AWS itself has none. */
export function differenceOf(check: string, target: Target): Difference | undefined {
  return differences.find((one) => one.check === check && one.target === target);
}
