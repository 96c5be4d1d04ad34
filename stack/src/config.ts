// The only file of the stack that reads the environment.

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

/** Which local environment was asked for; only the embedded one exists. */
export const requestedEngine = process.env.TEST_ENGINE;
