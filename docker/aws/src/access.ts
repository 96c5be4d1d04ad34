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

/** What a key may do, as in an IAM policy. A `*` at the end of an action or a resource stands for any text. */
export interface Statement {
  actions: string[];
  resources: string[];
}

/** A key with the rights of its statements alone. */
export interface GrantedKey extends AccessKey {
  statements: Statement[];
}

/**
 * The owner's key, with every right, and keys with some.
 *
 * @throws Error when two keys have one id
 */
export function accessOf(owner: AccessKey, granted: readonly GrantedKey[] = []): Access {
  const keys = new Map<string, GrantedKey>();
  for (const key of granted) {
    if (key.id === owner.id || keys.has(key.id)) throw new Error(`The access key ${key.id} is given twice.`);
    // They come from a file, in which the statements may be forgotten: such a key has no right.
    keys.set(key.id, { ...key, statements: key.statements ?? [] });
  }
  return {
    secretOf: (keyId) => (keyId === owner.id ? owner.secret : keys.get(keyId)?.secret),
    authorize: (keyId, action, resource) =>
      keyId === owner.id ||
      (keys.get(keyId)?.statements.some((statement) => allows(statement, action, resource)) ?? false),
  };
}

function allows({ actions, resources }: Statement, action: string, resource: string): boolean {
  return actions.some((one) => matches(one, action)) && resources.some((one) => matches(one, resource));
}

function matches(pattern: string, text: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}
