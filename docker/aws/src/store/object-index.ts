import type { DatabaseSync } from 'node:sqlite';
import type { Algorithm } from '../s3/crc.ts';
import type { Segment } from './blobs.ts';
import { transaction } from './database.ts';

/** What travels with an object besides its bytes. */
export interface Properties {
  /** Standard headers by lower-case name, such as content-type. */
  headers: Record<string, string>;
  /** User metadata by lower-case name, without `x-amz-meta-`. */
  metadata: Record<string, string>;
}

/** An object as the index keeps it. */
export interface ObjectRecord extends Properties {
  /** Without quotation marks. */
  etag: string;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modified: number;
  segments: Segment[];
  sums: Partial<Record<Algorithm, string>>;
  sumType: 'FULL_OBJECT' | 'COMPOSITE';
  /** Number of parts it was uploaded in, when it was a multipart upload. */
  parts?: number;
}

/** A multipart upload in progress. */
export interface UploadRecord extends Properties {
  id: string;
  bucket: string;
  key: string;
  created: number;
  algorithm?: Algorithm;
  sumType?: 'FULL_OBJECT' | 'COMPOSITE';
}

/** An uploaded part, waiting for its upload to be completed. */
export interface PartRecord {
  number: number;
  segment: Segment;
  /** MD5 in hexadecimal. */
  etag: string;
  modified: number;
  sums: Partial<Record<Algorithm, string>>;
}

/** A bucket's settings that are kept as documents. */
export type SettingKind = 'cors' | 'lifecycle' | 'publicAccessBlock';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS buckets(name TEXT PRIMARY KEY, created INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS settings(bucket TEXT, kind TEXT, body TEXT NOT NULL, PRIMARY KEY(bucket, kind)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS objects(bucket TEXT, key BLOB, record TEXT NOT NULL, PRIMARY KEY(bucket, key)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS uploads(id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key BLOB NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS parts(upload TEXT, number INTEGER, record TEXT NOT NULL, PRIMARY KEY(upload, number)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS files(name TEXT PRIMARY KEY) WITHOUT ROWID;
`;

type Row = Record<string, unknown>;

/**
 * Buckets, objects and multipart uploads by name. Keys are kept as bytes: S3 orders them so, and a key may hold any
 * character. `files` names every file that anything refers to; it changes in the same transaction as the reference.
 */
export class ObjectIndex {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(SCHEMA);
  }

  bucket(name: string): { name: string; created: number } | undefined {
    return this.#row('SELECT name, created FROM buckets WHERE name = ?', name) as
      { name: string; created: number } | undefined;
  }

  buckets(): { name: string; created: number }[] {
    return this.#rows('SELECT name, created FROM buckets ORDER BY name') as {
      name: string;
      created: number;
    }[];
  }

  createBucket(name: string): void {
    this.#run('INSERT INTO buckets VALUES(?, ?)', name, Date.now());
  }

  /** @returns false when the bucket still holds objects or uploads */
  deleteBucket(name: string): boolean {
    if (this.#row('SELECT 1 FROM objects WHERE bucket = ? LIMIT 1', name)) return false;
    if (this.#row('SELECT 1 FROM uploads WHERE bucket = ? LIMIT 1', name)) return false;
    transaction(this.#db, () => {
      this.#run('DELETE FROM settings WHERE bucket = ?', name);
      this.#run('DELETE FROM buckets WHERE name = ?', name);
    });
    return true;
  }

  setting(bucket: string, kind: SettingKind): string | undefined {
    const row = this.#row('SELECT body FROM settings WHERE bucket = ? AND kind = ?', bucket, kind);
    return row && String(row.body);
  }

  setSetting(bucket: string, kind: SettingKind, body: string | undefined): void {
    if (body === undefined) this.#run('DELETE FROM settings WHERE bucket = ? AND kind = ?', bucket, kind);
    else this.#run('INSERT OR REPLACE INTO settings VALUES(?, ?, ?)', bucket, kind, body);
  }

  object(bucket: string, key: string): ObjectRecord | undefined {
    return this.#record<ObjectRecord>(
      'SELECT record FROM objects WHERE bucket = ? AND key = ?',
      bucket,
      Buffer.from(key),
    );
  }

  /** Up to `limit` objects in order of their keys' bytes, from `from` on, inclusive. */
  objectsFrom(bucket: string, from: Buffer, limit: number): { key: string; record: ObjectRecord }[] {
    const sql = 'SELECT key, record FROM objects WHERE bucket = ? AND key >= ? ORDER BY key LIMIT ?';
    return this.#rows(sql, bucket, from, limit).map((row) => ({
      key: Buffer.from(row.key as Uint8Array).toString('utf8'),
      record: JSON.parse(String(row.record)) as ObjectRecord,
    }));
  }

  /** Puts an object in place of what was there. @returns the files that nothing names any more */
  putObject(bucket: string, key: string, record: ObjectRecord): Segment[] {
    return transaction(this.#db, () => this.#replaceObject(bucket, key, record));
  }

  /** @returns the files that nothing names any more */
  deleteObject(bucket: string, key: string): Segment[] {
    const old = this.object(bucket, key);
    if (!old) return [];
    transaction(this.#db, () => {
      this.#run('DELETE FROM objects WHERE bucket = ? AND key = ?', bucket, Buffer.from(key));
      this.#forget(old.segments);
    });
    return old.segments;
  }

  upload(id: string): UploadRecord | undefined {
    return this.#record<UploadRecord>('SELECT record FROM uploads WHERE id = ?', id);
  }

  uploads(bucket: string): UploadRecord[] {
    const rows = this.#rows('SELECT record FROM uploads WHERE bucket = ? ORDER BY key, id', bucket);
    return rows.map((row) => JSON.parse(String(row.record)) as UploadRecord);
  }

  createUpload(upload: UploadRecord): void {
    const { id, bucket, key } = upload;
    this.#run('INSERT INTO uploads VALUES(?, ?, ?, ?)', id, bucket, Buffer.from(key), JSON.stringify(upload));
  }

  parts(upload: string): PartRecord[] {
    const rows = this.#rows('SELECT record FROM parts WHERE upload = ? ORDER BY number', upload);
    return rows.map((row) => JSON.parse(String(row.record)) as PartRecord);
  }

  /** @returns the files that nothing names any more */
  putPart(upload: string, part: PartRecord): Segment[] {
    const old = this.parts(upload).find(({ number }) => number === part.number);
    transaction(this.#db, () => {
      this.#run('INSERT OR REPLACE INTO parts VALUES(?, ?, ?)', upload, part.number, JSON.stringify(part));
      this.#name([part.segment]);
      if (old) this.#forget([old.segment]);
    });
    return old ? [old.segment] : [];
  }

  /** Turns an upload into its object. @returns the files that nothing names any more */
  completeUpload(upload: UploadRecord, record: ObjectRecord): Segment[] {
    return transaction(this.#db, () => {
      const kept = new Set(record.segments.map(({ file }) => file));
      const unused = this.#dropUpload(upload.id).filter(({ file }) => !kept.has(file));
      return [...unused, ...this.#replaceObject(upload.bucket, upload.key, record)];
    });
  }

  /** @returns the files that nothing names any more */
  abortUpload(id: string): Segment[] {
    return transaction(this.#db, () => this.#dropUpload(id));
  }

  /** Whether an object or a part refers to the file. */
  names(file: string): boolean {
    return this.#row('SELECT 1 FROM files WHERE name = ?', file) !== undefined;
  }

  #replaceObject(bucket: string, key: string, record: ObjectRecord): Segment[] {
    const old = this.object(bucket, key)?.segments ?? [];
    this.#run(
      'INSERT OR REPLACE INTO objects VALUES(?, ?, ?)',
      bucket,
      Buffer.from(key),
      JSON.stringify(record),
    );
    this.#forget(old);
    this.#name(record.segments);
    return old;
  }

  #dropUpload(id: string): Segment[] {
    const segments = this.parts(id).map(({ segment }) => segment);
    this.#run('DELETE FROM parts WHERE upload = ?', id);
    this.#run('DELETE FROM uploads WHERE id = ?', id);
    this.#forget(segments);
    return segments;
  }

  #name(segments: readonly Segment[]): void {
    for (const { file } of segments) this.#run('INSERT OR IGNORE INTO files VALUES(?)', file);
  }

  #forget(segments: readonly Segment[]): void {
    for (const { file } of segments) this.#run('DELETE FROM files WHERE name = ?', file);
  }

  #record<T>(sql: string, ...values: (string | number | Uint8Array)[]): T | undefined {
    const row = this.#row(sql, ...values);
    return row && (JSON.parse(String(row.record)) as T);
  }

  #row(sql: string, ...values: (string | number | Uint8Array)[]): Row | undefined {
    return this.#db.prepare(sql).get(...values);
  }

  #rows(sql: string, ...values: (string | number | Uint8Array)[]): Row[] {
    return this.#db.prepare(sql).all(...values);
  }

  #run(sql: string, ...values: (string | number | Uint8Array)[]): void {
    this.#db.prepare(sql).run(...values);
  }
}
