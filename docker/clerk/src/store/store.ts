import { join } from 'node:path';
import type { Client, Handle, Letter, Session, SignIn, SignUp, Ticket, User } from './records.ts';
import { openSnapshot, privateFolder, readSnapshot } from './snapshot.ts';

const DAY_MS = 86_400_000;
const STATE_VERSION = 1;
const LETTERS_KEPT = 200;

/** Everything the instance knows. Change the maps in one tick, then await `save()` before answering. */
export interface Store {
  users: Map<string, User>;
  sessions: Map<string, Session>;
  clients: Map<string, Client>;
  handles: Map<string, Handle>;
  signUps: Map<string, SignUp>;
  signIns: Map<string, SignIn>;
  tickets: Map<string, Ticket>;
  /** Newest first. */
  letters: Letter[];
  userByEmail(address: string): User | undefined;
  userOf(id: string | null): User | undefined;
  /** The sessions of a browser that still count: active, unexpired, of a person who is there. */
  activeSessions(client: Client): Session[];
  post(letter: Letter): void;
  save(): Promise<void>;
}

type Saved = Record<TableName, { id: string }[]> & { version: number; letters: Letter[] };
type Tables = Pick<Store, 'users' | 'sessions' | 'clients' | 'handles' | 'signUps' | 'signIns' | 'tickets'>;
type TableName = keyof Tables;

/**
 * Opens the state in a folder, empty at first.
 *
 * @throws when the state file is unreadable or of another version, naming it.
 */
export function openStore(folder: string): Store {
  privateFolder(folder);
  const path = join(folder, 'state.json');
  const { tables, letters } = load(path);
  const snapshot = openSnapshot(path, () => serialise(tables, letters));
  const userOf = (id: string | null) => (id === null ? undefined : tables.users.get(id));
  return {
    ...tables,
    letters,
    userOf,
    userByEmail: (address) => {
      const wanted = address.trim().toLowerCase();
      return [...tables.users.values()].find((user) => user.emails.some((email) => email.address === wanted));
    },
    activeSessions: (client) =>
      client.sessionIds
        .map((id) => tables.sessions.get(id))
        .filter((session) => session !== undefined)
        .filter((session) => isLive(session) && tables.users.has(session.userId)),
    post: (letter) => {
      letters.unshift(letter);
      letters.length = Math.min(letters.length, LETTERS_KEPT);
    },
    save: () => snapshot.save(),
  };
}

/** Whether a session still lets anybody in. */
export function isLive(session: Session): boolean {
  return session.status === 'active' && session.expireAt > Date.now();
}

function load(path: string): { tables: Tables; letters: Letter[] } {
  const saved = readSnapshot(path) as Saved | undefined;
  if (saved && saved.version !== STATE_VERSION) {
    throw new Error(`${path} was written by another version of this program; move it away to start empty`);
  }
  const table = <T>(name: TableName) =>
    new Map((saved?.[name] ?? []).map((record) => [record.id, record as T] as const));
  const tables: Tables = {
    users: table<User>('users'),
    sessions: table<Session>('sessions'),
    clients: table<Client>('clients'),
    handles: table<Handle>('handles'),
    signUps: table<SignUp>('signUps'),
    signIns: table<SignIn>('signIns'),
    tickets: table<Ticket>('tickets'),
  };
  forgetOld(tables);
  return { tables, letters: saved?.letters ?? [] };
}

function serialise(tables: Tables, letters: Letter[]): string {
  const lists = Object.entries(tables).map(([name, table]) => [name, [...table.values()]] as const);
  return JSON.stringify({ version: STATE_VERSION, ...Object.fromEntries(lists), letters });
}

/** Drops what no browser can come back to, so that a stack used for months stays small. */
function forgetOld(tables: Tables): void {
  const now = Date.now();
  const forget = <T>(table: Map<string, T>, isOld: (record: T) => boolean) => {
    for (const [id, record] of table) if (isOld(record)) table.delete(id);
  };
  forget(tables.signUps, (attempt) => attempt.abandonAt < now);
  forget(tables.signIns, (attempt) => attempt.abandonAt < now);
  forget(tables.tickets, (ticket) => ticket.expireAt < now - DAY_MS);
  forget(tables.sessions, (session) => !isLive(session) && session.updatedAt < now - 30 * DAY_MS);
  forget(
    tables.clients,
    (client) =>
      client.updatedAt < now - 30 * DAY_MS &&
      !client.sessionIds.some((id) => {
        const session = tables.sessions.get(id);
        return session !== undefined && isLive(session);
      }),
  );
  forget(tables.handles, (handle) => !tables.clients.has(handle.clientId));
}
