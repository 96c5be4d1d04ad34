import { z } from 'zod';
import { variable } from './variable.ts';
import { versionedSecrets } from './versioned-secrets.ts';

const port = z.coerce.number().int().min(1).max(65_535);
const text = z.string().min(1);
const optionalText = z.string().min(1).optional();
const origin = z.url().transform((value) => new URL(value).origin);
const secret = z.string().min(32, 'must hold at least 32 characters');
const pem = z
  .string()
  .transform((value) => value.replaceAll('\\n', '\n').trim())
  .pipe(z.string().startsWith('-----BEGIN PUBLIC KEY-----'))
  .optional();

const everyone = ['api', 'worker', 'converter', 'migrate', 'seed'] as const;
const serving = ['api', 'worker', 'converter'] as const;
const database = ['api', 'worker', 'migrate', 'seed'] as const;
const features = ['api', 'worker', 'seed'] as const;

/** Every variable the backend reads, each declared once. Compose, the embedded stack and the task definitions supply exactly these. */
export const variables = {
  STAGE: variable(z.enum(['local', 'staging', 'production']), everyone),
  LOG_LEVEL: variable(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    everyone,
  ),
  HOST: variable(text.default('0.0.0.0'), serving),
  PORT: variable(port, serving),
  WEB_ORIGIN: variable(origin, features),

  DB_HOST: variable(text, database),
  DB_PORT: variable(port.default(5432), database),
  DB_NAME: variable(text, database),
  DB_USER: variable(text, database),
  DB_PASSWORD: variable(text, database, { secret: true }),
  DB_SSL: variable(z.enum(['require', 'disable']).default('require'), database),

  AWS_REGION: variable(text, features),
  AWS_ENDPOINT_URL: variable(z.url().optional(), features, { scope: 'local-only' }),
  AWS_ACCESS_KEY_ID: variable(optionalText, features, { scope: 'local-only' }),
  AWS_SECRET_ACCESS_KEY: variable(optionalText, features, { scope: 'local-only', secret: true }),
  S3_BUCKET: variable(text, features),
  S3_PUBLIC_ENDPOINT: variable(z.url().optional(), features, { scope: 'local-only' }),
  SES_FROM_ADDRESS: variable(z.email(), ['worker']),

  CLERK_SECRET_KEY: variable(text, features, { secret: true }),
  CLERK_PUBLISHABLE_KEY: variable(z.string().startsWith('pk_'), features),
  CLERK_JWT_KEY: variable(pem, ['api']),
  CLERK_API_URL: variable(z.url().optional(), features, { scope: 'local-only' }),

  DOWNLOAD_SIGNING_SECRET: variable(secret, ['api', 'worker'], { secret: true }),
  USER_API_KEYS_ENCRYPTION_SECRET: variable(versionedSecrets, ['api', 'worker'], { secret: true }),

  CONVERTER_URL: variable(z.url(), ['worker']),
  CONVERTER_ENGINE: variable(z.enum(['uno', 'wasm']).default('uno'), ['converter']),
  LIBREOFFICE_WASM_DIR: variable(optionalText, ['converter'], { scope: 'local-only' }),

  OFFLINE_MODEL_URL: variable(z.url().optional(), ['api', 'worker'], { scope: 'local-only' }),
  ANTHROPIC_API_KEY: variable(optionalText, ['api', 'worker'], { secret: true }),
  OPENAI_API_KEY: variable(optionalText, ['api', 'worker'], { secret: true }),
  GEMINI_API_KEY: variable(optionalText, ['api', 'worker'], { secret: true }),
  OPENAI_COMPATIBLE_BASE_URL: variable(z.url().optional(), ['api', 'worker']),
  OPENAI_COMPATIBLE_API_KEY: variable(optionalText, ['api', 'worker'], { secret: true }),
  OPENAI_COMPATIBLE_MODEL: variable(optionalText, ['api', 'worker']),

  SEED_EMAIL: variable(z.email(), ['seed'], { scope: 'local-only' }),
} as const;

export type Variables = typeof variables;
export type VariableName = keyof Variables;
