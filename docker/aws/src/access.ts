/** An access key as AWS knows it: a public id and the secret it signs with. */
export interface AccessKey {
  id: string;
  secret: string;
}

/**
 * Who may do what. Every request passes here once it is known who signed it, with the IAM name of the action
 * (`s3:GetObject`, `ses:SendEmail`) and the ARN of what it acts on, so that rights per key can be added in this
 * file alone.
 */
export interface Access {
  /** The secret of a key, or undefined when the key is unknown. */
  secretOf(keyId: string): string | undefined;
  /** Whether the key may take the action on the resource. */
  authorize(keyId: string, action: string, resource: string): boolean;
}

/** One key with every right. */
export function fullAccess(key: AccessKey): Access {
  return {
    secretOf: (keyId) => (keyId === key.id ? key.secret : undefined),
    authorize: (keyId) => keyId === key.id,
  };
}
