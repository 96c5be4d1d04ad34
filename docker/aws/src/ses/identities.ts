import type { DatabaseSync } from 'node:sqlite';
import { addressOf, isDomain } from './address.ts';
import type { Operations, SesCall } from './call.ts';
import { sesError } from './errors.ts';
import { optionalText, pageOf, requiredText } from './input.ts';

const LARGEST_PAGE = 1000;

/**
 * Addresses and domains that may send. Creating one verifies it at once: there is no owner to ask. On AWS the owner
 * follows a link or sets DNS records first, and until then sending is refused as it is here for an unknown one.
 */
export class Identities {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(
      'CREATE TABLE IF NOT EXISTS identities(name TEXT PRIMARY KEY, created INTEGER NOT NULL) WITHOUT ROWID',
    );
  }

  /** @returns false when there is one of that name */
  add(name: string): boolean {
    const sql = 'INSERT OR IGNORE INTO identities VALUES(?, ?)';
    return this.#db.prepare(sql).run(keyOf(name), Date.now()).changes > 0;
  }

  has(name: string): boolean {
    return this.#db.prepare('SELECT 1 FROM identities WHERE name = ?').get(keyOf(name)) !== undefined;
  }

  /** Whether mail may come from the address: it, its domain or a domain above is an identity. */
  maySend(address: string): boolean {
    const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
    return this.has(address) || labels.some((_, index) => this.has(labels.slice(index).join('.')));
  }

  names(): string[] {
    const rows = this.#db.prepare('SELECT name FROM identities ORDER BY name').all();
    return rows.map((row) => String(row.name));
  }

  /** @returns false when there is none of that name */
  remove(name: string): boolean {
    return this.#db.prepare('DELETE FROM identities WHERE name = ?').run(keyOf(name)).changes > 0;
  }
}

/** Domains know no case; neither, in effect, do addresses here. */
function keyOf(name: string): string {
  return name.toLowerCase();
}

/** The operations on identities. */
export function identityOperations(identities: Identities): Operations {
  const list = ({ body, query }: SesCall) => {
    const size = optionalText(body, 'PageSize') ?? query.get('PageSize');
    const token = optionalText(body, 'NextToken') ?? query.get('NextToken');
    const page = pageOf(identities.names(), size, token, LARGEST_PAGE);
    return {
      EmailIdentities: page.items.map((name) => ({
        IdentityName: name,
        IdentityType: typeOf(name),
        SendingEnabled: true,
        VerificationStatus: 'SUCCESS',
      })),
      NextToken: page.next,
    };
  };
  return {
    CreateEmailIdentity: ({ body }) => {
      const name = requiredText(body, 'EmailIdentity');
      if (name.includes('@')) addressOf(name);
      else if (!isDomain(name)) throw sesError.badRequest(`Invalid domain name ${name}.`);
      if (!identities.add(name)) throw sesError.alreadyExists(`Email identity ${name} already exist.`);
      return {
        IdentityType: typeOf(name),
        VerifiedForSendingStatus: true,
        DkimAttributes: dkimOf(name),
      };
    },
    GetEmailIdentity: ({ names: [name = ''] }) => {
      if (!identities.has(name)) throw sesError.notFound(`Email identity ${name} does not exist.`);
      return {
        IdentityType: typeOf(name),
        FeedbackForwardingStatus: true,
        VerifiedForSendingStatus: true,
        VerificationStatus: 'SUCCESS',
        DkimAttributes: dkimOf(name),
        MailFromAttributes: { BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
        Policies: {},
        Tags: [],
      };
    },
    ListEmailIdentities: list,
    DeleteEmailIdentity: ({ names: [name = ''] }) => {
      if (!identities.remove(name)) throw sesError.notFound(`Email identity ${name} does not exist.`);
      return {};
    },
  };
}

function typeOf(name: string): 'EMAIL_ADDRESS' | 'DOMAIN' {
  return name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN';
}

/** Mail is not signed here. */
function dkimOf(name: string): Record<string, unknown> {
  const status = name.includes('@') ? 'NOT_STARTED' : 'SUCCESS';
  return { SigningEnabled: status === 'SUCCESS', Status: status, SigningAttributesOrigin: 'AWS_SES' };
}
