import { permissions, type PermissionTarget, type TaskRoleName } from './permissions.ts';
import { policyDocument } from './policy-document.ts';

type Text = $util.Input<string>;
type Statements = Parameters<typeof policyDocument>[0];

/** What the targets of permissions.ts are on this stage. */
export interface Targets {
  bucketArn: $util.Output<string>;
  senderArns: $util.Output<string>[];
  key: aws.kms.Key;
  region: Text;
}

/** A role's own permissions; reading and writing encrypted objects needs the key besides. */
function statementsOf(role: TaskRoleName, { bucketArn, senderArns, key, region }: Targets) {
  const resources: Record<PermissionTarget, Text[]> = {
    bucket: [bucketArn],
    objects: [$interpolate`${bucketArn}/*`],
    sender: senderArns,
  };
  const statements = permissions[role].map(({ actions, on }) => ({
    actions: [...actions],
    resources: resources[on],
  }));
  const actions = permissions[role].flatMap((permission) => permission.actions);
  const keyActions = [
    ...(actions.includes('s3:GetObject') ? ['kms:Decrypt'] : []),
    ...(actions.includes('s3:PutObject') ? ['kms:GenerateDataKey'] : []),
  ];
  const throughStore = [
    { test: 'StringEquals', variable: 'kms:ViaService', values: [$interpolate`s3.${region}.amazonaws.com`] },
  ];
  return keyActions.length === 0
    ? statements
    : [...statements, { actions: keyActions, resources: [key.arn], conditions: throughStore }];
}

/** Replaces SST's policy, which adds the permission to open a shell in the task; a role without permissions has no policy. */
export function taskRole(role: TaskRoleName, targets: Targets) {
  const statements = statementsOf(role, targets);
  return (args: aws.iam.RoleArgs): undefined => {
    args.inlinePolicies =
      statements.length === 0 ? [] : [{ name: 'permissions', policy: policyDocument(statements) }];
  };
}

/** Replaces SST's policy, which reads every parameter and secret of the account. */
export function executionRole(secretArns: Text[], key: aws.kms.Key) {
  const statements: Statements = [
    { sid: 'MountedSecrets', actions: ['secretsmanager:GetSecretValue'], resources: secretArns },
    { sid: 'TheirKey', actions: ['kms:Decrypt'], resources: [key.arn] },
  ];
  return (args: aws.iam.RoleArgs): undefined => {
    args.inlinePolicies =
      secretArns.length === 0 ? [] : [{ name: 'mounted-secrets', policy: policyDocument(statements) }];
  };
}
