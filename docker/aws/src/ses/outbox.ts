import type { DatabaseSync } from 'node:sqlite';

/** A sent message, in the shape in which LocalStack 4.14 lists it at `GET /_aws/ses`. */
export interface SentMail {
  Id: string;
  Region: string;
  /** ISO 8601. */
  Timestamp: string;
  Source: string;
  Destination: { ToAddresses?: string[]; CcAddresses?: string[]; BccAddresses?: string[] };
  Subject?: string;
  Body?: { text_part: string | null; html_part: string | null };
  /** The message as it was given, when it was given whole. */
  RawData?: string;
  Template?: string;
  TemplateData?: string;
  ReplyToAddresses?: string[];
  ConfigurationSetName?: string;
  EmailTags?: unknown[];
  Headers?: unknown[];
  /** Content in base64, as the API takes it. */
  Attachments?: unknown[];
}

/** What was sent, on disk, oldest first. A message is kept before its sending is answered. */
export class Outbox {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(`CREATE TABLE IF NOT EXISTS mails(
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, source TEXT NOT NULL,
      sent INTEGER NOT NULL, mail TEXT NOT NULL)`);
  }

  add(mail: SentMail): void {
    this.#db
      .prepare('INSERT INTO mails(id, source, sent, mail) VALUES(?, ?, ?, ?)')
      .run(mail.Id, mail.Source, Date.parse(mail.Timestamp), JSON.stringify(mail));
  }

  /** @param filter `id` of one message; `email`, its source, as LocalStack has it */
  list(filter: { id?: string; email?: string } = {}): SentMail[] {
    const rows = this.#db
      .prepare(
        'SELECT mail FROM mails WHERE id = ifnull(?, id) AND source = ifnull(?, source) ORDER BY sequence',
      )
      .all(filter.id ?? null, filter.email ?? null);
    return rows.map((row) => JSON.parse(String(row.mail)) as SentMail);
  }

  countSince(time: number): number {
    return Number(this.#db.prepare('SELECT count(*) AS n FROM mails WHERE sent >= ?').get(time)?.n ?? 0);
  }

  /** Removes one message, or all. */
  clear(id?: string): void {
    this.#db.prepare('DELETE FROM mails WHERE id = ifnull(?, id)').run(id ?? null);
  }
}
