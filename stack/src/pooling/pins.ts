/**
 * What makes RDS Proxy keep a server connection for one client until that client leaves ("pinning"), so that
 * nobody else can use it. From "Avoiding pinning an RDS Proxy" of the Aurora User Guide
 * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-pinning.html); the words in quotes are its
 * own. Its list for PostgreSQL is taken whole, and read strictly where it leaves room.
 */

/** A statement as the database server received it. */
export interface Statement {
  text: string;
  /** The name it was prepared under in the protocol; absent for the unnamed one. */
  preparedAs?: string;
}

/** "Any statement with a text size greater than 16 KB causes the proxy to pin the session": the smaller reading. */
export const LARGEST_STATEMENT = 16_000;

interface Rule {
  pin: string;
  matches: RegExp;
}

/** Tried on every single command of a text, without comments, literals and needless space, in lower case. */
const rules: readonly Rule[] = [
  // Local settings end with their transaction and are the way AWS leaves open: "RDS Proxy does not pin connections
  // when you use SET LOCAL."
  { pin: 'Using SET commands', matches: /^(set (?!local )|reset )/ },
  { pin: 'using SET and set_config commands', matches: /\bset_config ?\((?![^()]*, ?true ?\))/ },
  {
    pin: 'Using PREPARE, DISCARD, DEALLOCATE, or EXECUTE commands',
    matches: /^(prepare|discard|deallocate|execute)\b/,
  },
  {
    pin: 'Creating temporary sequences, tables, or views',
    matches:
      /^create (or replace )?((global|local) )?temp(orary)? |\binto ((global|local) )?temp(orary)? |\bpg_temp\./,
  },
  { pin: 'Declaring cursors', matches: /^declare / },
  { pin: 'Listening on a notification channel', matches: /^(un)?listen / },
  { pin: 'Loading a library module', matches: /^load\b/ },
  {
    pin: 'Manipulating sequences using functions such as nextval and setval',
    matches: /\b(nextval|setval|currval|lastval) ?\(/,
  },
  {
    // Those of a transaction are named pg_advisory_xact_lock and do not pin.
    pin: 'Interacting with locks using functions such as pg_advisory_lock',
    matches: /\bpg_(try_)?advisory_(lock|unlock)\w* ?\(/,
  },
];

/** Why a statement pins, in AWS's words; empty when it does not. */
export function pinsOf({ text, preparedAs }: Statement): string[] {
  const commands = commandsOf(text);
  return [
    ...(preparedAs ? [`a prepared statement named ${preparedAs}`] : []),
    ...(Buffer.byteLength(text) > LARGEST_STATEMENT ? ['a text size greater than 16 KB'] : []),
    ...rules.filter(({ matches }) => commands.some((command) => matches.test(command))).map(({ pin }) => pin),
  ];
}

/** Comments and literals, which may hold any words. Quoted names stay: they may name a function. */
const NOISE =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\be'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|\$([a-z_]\w*)?\$[\s\S]*?\$\1\$/gi;

function commandsOf(text: string): string[] {
  return text
    .replace(NOISE, (noise) => (noise.startsWith('--') || noise.startsWith('/*') ? ' ' : `''`))
    .replaceAll('"', '')
    .toLowerCase()
    .split(';')
    .map((command) => command.replaceAll(/\s+/g, ' ').trim());
}
