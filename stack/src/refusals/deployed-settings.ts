import { variablesOf } from '../../../backend/src/config/settings.ts';
import type { Role } from '../../../backend/src/config/variable.ts';
import { variables, type VariableName } from '../../../backend/src/config/variables.ts';

export type Environment = Record<string, string>;
export type DeployedStage = 'staging' | 'production';

/** The roles that run on AWS; the seed is for laptops. */
export const deployedRoles = ['api', 'worker', 'converter', 'migrate'] as const satisfies readonly Role[];
export type DeployedRole = (typeof deployedRoles)[number];

/** In every value that must not be printed, so that a print is found. */
export const MARK = 'mArKeD';

const long = (text: string): string => `${text}-${MARK}`.padEnd(48, 'x');
const publishableKey = (kind: 'live' | 'test', host: string): string =>
  `pk_${kind}_${Buffer.from(`${host}$`).toString('base64').replaceAll('=', '')}`;

/** A good value of everything that a deployed stage may be given. */
const good: Partial<Record<VariableName, string>> = {
  LOG_LEVEL: 'info',
  HOST: '127.0.0.1',
  PORT: '8080',
  WEB_ORIGIN: 'https://app.chancery.example',
  DB_HOST: '127.0.0.1',
  DB_PORT: '9',
  DB_NAME: 'chancery',
  DB_USER: 'chancery',
  DB_PASSWORD: long('database'),
  DB_SSL: 'require',
  AWS_REGION: 'eu-west-2',
  S3_BUCKET: 'chancery-production-documents',
  SES_FROM_ADDRESS: 'chancery@chancery.example',
  CLERK_SECRET_KEY: `sk_live_${long('clerk')}`,
  CLERK_PUBLISHABLE_KEY: publishableKey('live', 'clerk.chancery.example'),
  CLERK_JWT_KEY: '-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY-----',
  DOWNLOAD_SIGNING_SECRET: long('signing'),
  USER_API_KEYS_ENCRYPTION_SECRET: long('encryption'),
  CONVERTER_URL: 'http://converter.chancery.internal:4300',
  CONVERTER_ENGINE: 'uno',
  ANTHROPIC_API_KEY: long('anthropic'),
  OPENAI_API_KEY: long('openai'),
  GEMINI_API_KEY: long('gemini'),
  OPENAI_COMPATIBLE_BASE_URL: 'https://model.chancery.example',
  OPENAI_COMPATIBLE_API_KEY: long('compatible'),
  OPENAI_COMPATIBLE_MODEL: 'a-model',
};

/** A complete environment of a role that a deployed stage takes. */
export function goodEnvironment(role: Role, stage: DeployedStage): Environment {
  const given = variablesOf(role).flatMap((name): [string, string][] => {
    const value = name === 'STAGE' ? stage : good[name];
    if (value !== undefined) return [[name, value]];
    if (variables[name].scope === 'local-only') return [];
    throw new Error(`${name} has no good value here: add one`);
  });
  return Object.fromEntries(given);
}

/** One thing that is wrong with an environment. */
export interface Wrong {
  /** The variable that the refusal must name. */
  name: string;
  /** What is wrong with it, for people. */
  what: string;
  /** Its wrong value; undefined when it is missing. */
  value: string | undefined;
}

/**
 * Everything that a role refuses in a deployed stage, one variable at a time, read from what the backend declares: a
 * variable that is added there is tried here.
 */
export function wrongsOf(role: Role, stage: DeployedStage): Wrong[] {
  const wrongs = variablesOf(role).flatMap((name) => wrongsOfVariable(name, stage));
  // What the SDK and Node read by themselves.
  const unasked: Wrong[] = [
    { name: 'AWS_ENDPOINT_URL_S3', what: 'an endpoint of a stand-in', value: `http://127.0.0.1/${MARK}` },
    { name: 'AWS_ENDPOINT_URL_SESV2', what: 'an endpoint of a stand-in', value: `http://127.0.0.1/${MARK}` },
    { name: 'NODE_TLS_REJECT_UNAUTHORIZED', what: 'trust in anybody', value: '0' },
    // Of this machine alone, and on any port: a process is started with it.
    { name: 'NODE_OPTIONS', what: 'an open debugger', value: '--inspect=127.0.0.1:0' },
  ];
  return [...wrongs, ...unasked];
}

function wrongsOfVariable(name: VariableName, stage: DeployedStage): Wrong[] {
  const { schema, scope, secret } = variables[name];
  const accepts = (value: string | undefined): boolean => schema.safeParse(value).success;
  if (scope === 'local-only') return [{ name, what: 'a value of the local stack', value: localValue(name) }];
  const wrongs: Wrong[] = [];
  if (!accepts(undefined)) wrongs.push({ name, what: 'nothing', value: undefined });
  if (secret) {
    wrongs.push({ name, what: 'a published default', value: `local-only-${long('published')}` });
    // As `docker run --env-file` hands a quoted value over.
    wrongs.push({ name, what: 'a published default in quotes', value: `"local-only-${long('published')}"` });
  }
  if (secret && !accepts(`short-${MARK}`))
    wrongs.push({ name, what: 'too short a value', value: `short-${MARK}` });
  if (/_ORIGIN$|_BASE_URL$/.test(name))
    wrongs.push(
      { name, what: 'plain http', value: `http://${MARK}.chancery.example` },
      { name, what: 'an address of the machine itself', value: `https://${MARK}.localhost:3000` },
    );
  return [...wrongs, ...ownWrongs(name, stage)];
}

/** What is wrong with one variable alone. */
function ownWrongs(name: VariableName, stage: DeployedStage): Wrong[] {
  const standIn = publishableKey('test', `${MARK}.localhost`);
  const own: Partial<Record<VariableName, Wrong[]>> = {
    DB_SSL: [{ name, what: 'a connection in the clear', value: 'disable' }],
    SES_FROM_ADDRESS: [{ name, what: 'the local sender', value: `${MARK}@chancery.localhost` }],
    CLERK_PUBLISHABLE_KEY: [
      { name, what: 'the key of a stand-in', value: standIn },
      ...(stage === 'production'
        ? [{ name, what: 'a test key', value: publishableKey('test', `${MARK}.clerk.accounts.dev`) }]
        : []),
    ],
    CLERK_SECRET_KEY: [
      { name, what: 'the published key of a stand-in', value: `sk_test_local-only-${MARK}` },
      ...(stage === 'production' ? [{ name, what: 'a test key', value: `sk_test_${long('clerk')}` }] : []),
    ],
  };
  return own[name] ?? [];
}

/** A value that the variable takes on a laptop. */
function localValue(name: VariableName): string {
  if (/URL|ENDPOINT/.test(name)) return `http://127.0.0.1:4566/${MARK}`;
  return name.endsWith('EMAIL') ? `${MARK}@chancery.localhost` : `/local/${MARK}`;
}

/** The environment of a role with one thing wrong. */
export function environmentWith(role: Role, stage: DeployedStage, { name, value }: Wrong): Environment {
  const { [name]: _good, ...rest } = goodEnvironment(role, stage);
  return value === undefined ? rest : { ...rest, [name]: value };
}

/** As much as possible wrong at once: of each variable the first thing that is a value. */
export function worstEnvironment(
  role: Role,
  stage: DeployedStage,
): { environment: Environment; wrongs: Wrong[] } {
  const byName = new Map<string, Wrong>();
  for (const wrong of wrongsOf(role, stage)) {
    // Without it nothing says that the stage is a deployed one.
    if (wrong.name === 'STAGE') continue;
    const before = byName.get(wrong.name);
    if (!before || before.value === undefined) byName.set(wrong.name, wrong);
  }
  const wrongs = [...byName.values()];
  const environment = wrongs.reduce<Environment>(
    (sum, { name, value }) => {
      const { [name]: _before, ...rest } = sum;
      return value === undefined ? rest : { ...rest, [name]: value };
    },
    goodEnvironment(role, stage),
  );
  return { environment, wrongs };
}
