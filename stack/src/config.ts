// The only file of the stack that reads the environment.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Variables of a model provider that a person may set for the whole stack; handed to api and worker as they are. */
const modelVariables = [
  'ANTHROPIC_API_KEY',
  'OPENAI_API_KEY',
  'GEMINI_API_KEY',
  'OPENAI_COMPATIBLE_BASE_URL',
  'OPENAI_COMPATIBLE_API_KEY',
  'OPENAI_COMPATIBLE_MODEL',
] as const;

export type ModelVariables = Partial<Record<(typeof modelVariables)[number], string>>;

/** The model keys found in the person's environment; empty text counts as absent. */
export function modelVariablesFromEnvironment(): ModelVariables {
  return Object.fromEntries(
    modelVariables.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
}

/** What a program of the machine needs to run at all: no setting of ours and no secret of the person. */
export function systemEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'USER', 'LANG', 'TMPDIR', 'TZ', 'SystemRoot', 'TEMP', 'TMP'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** Of the person's environment what npm needs to find its registry, its cache and the way there. */
const npmSettings =
  /^(npm_config_(registry|userconfig|globalconfig|cache|cafile|proxy|https_proxy|noproxy)|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i;

/** For a program that installs packages: what any program needs, and what npm needs. */
export function packageInstallEnvironment(): Record<string, string> {
  const ofNpm = Object.entries(process.env).flatMap(([name, value]): [string, string][] =>
    npmSettings.test(name) && value !== undefined ? [[name, value]] : [],
  );
  return { ...systemEnvironment(), ...Object.fromEntries(ofNpm) };
}

/** Of the person's environment what pip needs to find its index, its settings and the way there. */
const pipSettings =
  /^(pip_(index_url|extra_index_url|no_index|find_links|trusted_host|cert|client_cert|proxy|default_timeout|cache_dir|config_file)|https?_proxy|all_proxy|no_proxy|xdg_config_home|ssl_cert_file|requests_ca_bundle)$/i;

/** For a program that installs Python packages: what any program needs, and what pip needs. */
export function pythonInstallEnvironment(): Record<string, string> {
  const ofPip = Object.entries(process.env).flatMap(([name, value]): [string, string][] =>
    pipSettings.test(name) && value !== undefined ? [[name, value]] : [],
  );
  return { ...systemEnvironment(), ...Object.fromEntries(ofPip), PIP_DISABLE_PIP_VERSION_CHECK: '1' };
}

/** The whole environment, for tools that a person runs through us (test runner, linter, database generator). */
export function wholeEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}

/** The folders to look for programs in, in order. */
export function searchPath(): string {
  return process.env.PATH ?? '';
}

/** How much the processes log: `LOG_LEVEL`, else info. */
export const logLevel = process.env.LOG_LEVEL || 'info';

/** What the integration tests were asked to run on: TEST_ENGINE, TEST_POOLER. Checked by testServicesRequest. */
export const requestedTestServices = {
  engine: process.env.TEST_ENGINE || 'embedded',
  pooler: process.env.TEST_POOLER || 'none',
};

/** The folder for the log of the database server of a test run, for who reads it afterwards; unset: not kept. */
export const serverLogFolder = process.env.TEST_SERVER_LOG_FOLDER;

/** The variables that ask for a test run. */
export function testRunVariables(run: {
  engine: string;
  pooler: string;
  serverLogFolder?: string;
}): Record<string, string> {
  return {
    TEST_ENGINE: run.engine,
    TEST_POOLER: run.pooler,
    ...(run.serverLogFolder ? { TEST_SERVER_LOG_FOLDER: run.serverLogFolder } : {}),
  };
}

/**
 * Tells testcontainers, which reads only the environment, that published ports are on this machine's own address
 * and that no helper container of its own cleans up: its image is not to be had everywhere, and we do it ourselves.
 */
export function prepareTestcontainers(): void {
  process.env.TESTCONTAINERS_HOST_OVERRIDE = '127.0.0.1';
  process.env.TESTCONTAINERS_RYUK_DISABLED = 'true';
}

/**
 * Whether the machine has been given an AWS account, by any of the ways that the SDK reads from the environment or from
 * the files of `aws configure`. A role of the machine itself is not asked for.
 */
export function hasAwsCredentials(environment: NodeJS.ProcessEnv = process.env): boolean {
  const names = [
    'AWS_ACCESS_KEY_ID',
    'AWS_PROFILE',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  ];
  if (names.some((name) => environment[name])) return true;
  const folder = join(environment.HOME ?? homedir(), '.aws');
  const files = [
    environment.AWS_SHARED_CREDENTIALS_FILE ?? join(folder, 'credentials'),
    environment.AWS_CONFIG_FILE ?? join(folder, 'config'),
  ];
  return files.some((file) => existsSync(file) && /^\[default\]/m.test(readFileSync(file, 'utf8')));
}
