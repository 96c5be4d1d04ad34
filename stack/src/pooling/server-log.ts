import { pinsOf, type Statement } from './pins.ts';

/** One line of Postgres's JSON log, as far as it is looked at. */
interface LogLine {
  remote_host?: string;
  dbname?: string;
  message?: string;
  /** The statement that an error is about. */
  statement?: string;
}

/** Something that came through the pooler and would pin a connection of RDS Proxy. */
export interface Finding {
  pin: string;
  /** The beginning of the statement. */
  text: string;
  count: number;
}

export interface ServerLogVerdict {
  /** How many statements of the product came through the pooler, and into how many databases. */
  statements: number;
  databases: number;
  /** The longest text among them, in bytes. */
  longest: number;
  findings: Finding[];
}

/** Where the health check of the pooler asks; the product has no business there. */
const HEALTH_CHECK_DATABASE = 'postgres';
const SHOWN = 160;

/**
 * PgBouncer itself tells the server when the next client has another name. It is known by its exact form; the
 * product's own clients send their name when they connect, which is no statement.
 */
const POOLERS_OWN = /^SET application_name='[^']*';$/;

/**
 * Reads the log of a server that logs every statement and says what came through the pooler.
 *
 * @param lines of the JSON log
 * @param pooler the address of the pooler as the server sees it
 * @throws when a line is no JSON: a log that cannot be read proves nothing
 */
export async function checkServerLog(
  lines: AsyncIterable<string> | Iterable<string>,
  pooler: string,
): Promise<ServerLogVerdict> {
  const databases = new Set<string>();
  const findings = new Map<string, Finding>();
  let statements = 0;
  let longest = 0;
  for await (const line of lines) {
    if (!line) continue;
    const entry = JSON.parse(line) as LogLine;
    if (entry.remote_host !== pooler || entry.dbname === HEALTH_CHECK_DATABASE) continue;
    const statement = statementOf(entry);
    if (!statement || POOLERS_OWN.test(statement.text)) continue;
    statements += 1;
    databases.add(entry.dbname ?? '');
    longest = Math.max(longest, Buffer.byteLength(statement.text));
    for (const pin of pinsOf(statement)) note(findings, pin, statement.text);
  }
  return { statements, databases: databases.size, longest, findings: [...findings.values()] };
}

function note(findings: Map<string, Finding>, pin: string, text: string): void {
  const shown = text.replaceAll(/\s+/g, ' ').trim().slice(0, SHOWN);
  const key = `${pin}\n${shown}`;
  const before = findings.get(key);
  findings.set(key, { pin, text: shown, count: (before?.count ?? 0) + 1 });
}

/**
 * The statement of a log line: `statement: TEXT` of the simple protocol, `execute NAME: TEXT` or
 * `execute NAME/PORTAL: TEXT` of the extended one, and the one that an error is about.
 */
function statementOf({ message = '', statement }: LogLine): Statement | undefined {
  if (statement !== undefined) return { text: statement };
  const [, simple] = /^statement: ([\s\S]*)$/.exec(message) ?? [];
  if (simple !== undefined) return { text: simple };
  const [, name = '', text] = /^execute (?:fetch from )?([^/:]*)(?:\/[^:]*)?: ([\s\S]*)$/.exec(message) ?? [];
  if (text === undefined) return undefined;
  return { text, ...(name === '<unnamed>' ? {} : { preparedAs: name }) };
}

/** The verdict as lines for a person; the first says whether it is good. */
export function describeVerdict({ statements, databases, longest, findings }: ServerLogVerdict): string[] {
  const counted = `${statements} statements in ${databases} databases came through the pooler`;
  if (statements === 0) return ['Nothing came through the pooler, so nothing is proven'];
  if (findings.length === 0)
    return [`${counted}; none would pin a connection; the longest has ${longest} bytes`];
  return [
    `${counted}; these would pin a connection:`,
    ...findings.map(({ pin, text, count }) => `  ${pin} (${count}): ${text}`),
  ];
}

/** Whether the run has shown that nothing pins. */
export function isGood({ statements, findings }: ServerLogVerdict): boolean {
  return statements > 0 && findings.length === 0;
}
