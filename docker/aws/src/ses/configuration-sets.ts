import type { DatabaseSync } from 'node:sqlite';
import type { Operations } from './call.ts';
import { sesError } from './errors.ts';
import { optionalText, pageOf, requiredText } from './input.ts';

const LARGEST_PAGE = 1000;

/** Names of configuration sets, so that a message which names an unknown one is refused. Their options do nothing. */
export class ConfigurationSets {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec('CREATE TABLE IF NOT EXISTS configuration_sets(name TEXT PRIMARY KEY) WITHOUT ROWID');
  }

  has(name: string): boolean {
    return this.#db.prepare('SELECT 1 FROM configuration_sets WHERE name = ?').get(name) !== undefined;
  }

  add(name: string): boolean {
    return this.#db.prepare('INSERT OR IGNORE INTO configuration_sets VALUES(?)').run(name).changes > 0;
  }

  remove(name: string): boolean {
    return this.#db.prepare('DELETE FROM configuration_sets WHERE name = ?').run(name).changes > 0;
  }

  names(): string[] {
    return this.#db
      .prepare('SELECT name FROM configuration_sets ORDER BY name')
      .all()
      .map((row) => String(row.name));
  }
}

/** The operations on configuration sets. */
export function configurationSetOperations(sets: ConfigurationSets): Operations {
  const missing = (name: string) => sesError.notFound(`Configuration set <${name}> does not exist.`);
  return {
    CreateConfigurationSet: ({ body }) => {
      const name = requiredText(body, 'ConfigurationSetName');
      if (!/^[\w-]{1,64}$/.test(name)) throw sesError.badRequest(`Invalid configuration set name <${name}>.`);
      if (!sets.add(name)) throw sesError.alreadyExists(`Configuration set <${name}> already exists.`);
      return {};
    },
    GetConfigurationSet: ({ names: [name = ''] }) => {
      if (!sets.has(name)) throw missing(name);
      return { ConfigurationSetName: name, SendingOptions: { SendingEnabled: true } };
    },
    DeleteConfigurationSet: ({ names: [name = ''] }) => {
      if (!sets.remove(name)) throw missing(name);
      return {};
    },
    ListConfigurationSets: ({ body, query }) => {
      const size = optionalText(body, 'PageSize') ?? query.get('PageSize');
      const token = optionalText(body, 'NextToken') ?? query.get('NextToken');
      const page = pageOf(sets.names(), size, token, LARGEST_PAGE);
      return { ConfigurationSets: page.items, NextToken: page.next };
    },
  };
}
