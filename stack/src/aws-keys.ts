import { permissions, type Permission, type PermissionTarget } from '../../infra/permissions.ts';
import { bucket, region, senderAddress, type Secrets } from './environment.ts';

/** The roles with an access key of their own; what they may do stands in infra/permissions.ts. */
export const rolesWithKeys = ['api', 'worker'] as const;

const resources: Record<PermissionTarget, string> = {
  bucket: `arn:aws:s3:::${bucket}`,
  objects: `arn:aws:s3:::${bucket}/*`,
  sender: `arn:aws:ses:${region}:000000000000:identity/${senderAddress}`,
};

/** A key as the AWS stand-in reads it. */
interface GrantedKey {
  id: string;
  secret: string;
  statements: { actions: string[]; resources: string[] }[];
}

/**
 * The keys of the roles with the rights that their tasks have on AWS.
 *
 * @param rights other rights, for a test that takes some away
 */
export function grantedKeys(
  { awsKeys }: Pick<Secrets, 'awsKeys'>,
  rights: Record<(typeof rolesWithKeys)[number], readonly Permission[]> = permissions,
): GrantedKey[] {
  if (!awsKeys) return [];
  return rolesWithKeys.map((role) => ({
    ...awsKeys[role],
    statements: rights[role].map(({ actions, on }) => ({
      actions: [...actions],
      resources: [resources[on]],
    })),
  }));
}
