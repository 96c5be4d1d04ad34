import type { ModelVariables } from './config.ts';

/** The processes of the product that the stack supplies with settings. */
export type StackRole = 'api' | 'worker' | 'converter' | 'migrate' | 'seed' | 'web';

/** The addresses of one stack. Origins that a browser uses say `localhost`, the others 127.0.0.1. */
export interface Ports {
  web: number;
  api: number;
  worker: number;
  converter: number;
  clerk: number;
  aws: number;
  model: number;
  postgres: number;
}

/** Made once per clone and kept in its state folder. */
export interface Secrets {
  databasePassword: string;
  /** The owner's key, which may do everything: for seeding, probes and tests. */
  awsAccessKeyId: string;
  awsSecretAccessKey: string;
  /** A key for each role, with its rights alone. Absent where nobody checks rights: then the owner's serves all. */
  awsKeys?: Record<'api' | 'worker', { id: string; secret: string }>;
  clerkSecretKey: string;
  downloadSigningSecret: string;
  userApiKeysEncryptionSecret: string;
}

export interface StackPlace {
  ports: Ports;
  secrets: Secrets;
  databaseName: string;
  /** Where the product reaches the database when a pooler stands before it; migrations go past it. */
  poolerPort?: number;
  publishableKey: string;
  /** The public key of the Clerk stand-in as PEM; known once it runs. */
  clerkJwtKey?: string;
  converter: { engine: 'uno' } | { engine: 'wasm'; folder: string };
  models: ModelVariables;
  logLevel: string;
}

export const databaseUser = 'chancery';
export const bucket = 'chancery-documents';
export const region = 'eu-west-2';
export const senderAddress = 'chancery@chancery.localhost';
/** The person whose project the seed makes. Codes for addresses with `+clerk_test` are always 424242. */
export const seedAccount = {
  email: 'ada.lovelace+clerk_test@chancery.example',
  password: 'local-only-password',
} as const;

const database = ['DB_HOST', 'DB_PORT', 'DB_NAME', 'DB_USER', 'DB_PASSWORD', 'DB_SSL'];
const aws = ['AWS_REGION', 'AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
const objects = ['S3_BUCKET', 'S3_PUBLIC_ENDPOINT'];
const clerk = ['CLERK_SECRET_KEY', 'CLERK_PUBLISHABLE_KEY', 'CLERK_API_URL'];
const features = ['STAGE', 'LOG_LEVEL', 'WEB_ORIGIN', ...database, ...aws, ...objects, ...clerk];
const signing = ['DOWNLOAD_SIGNING_SECRET', 'USER_API_KEYS_ENCRYPTION_SECRET'];
const models = [
  'OFFLINE_MODEL_URL',
  'ANTHROPIC_API_KEY',
  'OPENAI_API_KEY',
  'GEMINI_API_KEY',
  'OPENAI_COMPATIBLE_BASE_URL',
  'OPENAI_COMPATIBLE_API_KEY',
  'OPENAI_COMPATIBLE_MODEL',
];

/** Which variables each process is given: exactly those its settings declare. */
const variablesByRole: Record<StackRole, readonly string[]> = {
  api: ['HOST', 'PORT', ...features, 'CLERK_JWT_KEY', ...signing, ...models],
  worker: ['HOST', 'PORT', ...features, 'SES_FROM_ADDRESS', ...signing, 'CONVERTER_URL', ...models],
  converter: ['STAGE', 'LOG_LEVEL', 'HOST', 'PORT', 'CONVERTER_ENGINE', 'LIBREOFFICE_WASM_DIR'],
  migrate: ['STAGE', 'LOG_LEVEL', ...database],
  seed: [...features, 'SEED_EMAIL'],
  web: [
    'STAGE',
    'PORT',
    'HOSTNAME',
    'API_URL',
    'STORE_ORIGIN',
    ...clerk,
    'CLERK_PROXY_PATH',
    'CLERK_FAPI_URL',
  ],
};

/**
 * The settings of one process, and nothing else: the converter, which reads untrusted files, sees no secret.
 * A pure function, so that it can be compared with what the processes declare.
 */
export function stackEnvironment(role: StackRole, place: StackPlace): Record<string, string> {
  const values = everyVariable(role, place);
  const entries = variablesByRole[role].flatMap((name): [string, string][] => {
    const value = values[name];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

function everyVariable(role: StackRole, place: StackPlace): Record<string, string | undefined> {
  const { ports, secrets } = place;
  const key = role === 'api' || role === 'worker' ? secrets.awsKeys?.[role] : undefined;
  const local = (port: number): string => `http://127.0.0.1:${port}`;
  return {
    STAGE: 'local',
    LOG_LEVEL: place.logLevel,
    HOST: '127.0.0.1',
    // With 127.0.0.1 Clerk's middleware would take its own rewrites for foreign ones and proxy to itself.
    HOSTNAME: 'localhost',
    PORT: role === 'migrate' || role === 'seed' ? undefined : String(ports[role]),
    WEB_ORIGIN: webOrigin(ports),
    API_URL: `http://localhost:${ports.api}`,
    DB_HOST: '127.0.0.1',
    DB_PORT: String((role === 'migrate' ? undefined : place.poolerPort) ?? ports.postgres),
    DB_NAME: place.databaseName,
    DB_USER: databaseUser,
    DB_PASSWORD: secrets.databasePassword,
    DB_SSL: 'disable',
    AWS_REGION: region,
    AWS_ENDPOINT_URL: local(ports.aws),
    AWS_ACCESS_KEY_ID: key?.id ?? secrets.awsAccessKeyId,
    AWS_SECRET_ACCESS_KEY: key?.secret ?? secrets.awsSecretAccessKey,
    S3_BUCKET: bucket,
    S3_PUBLIC_ENDPOINT: `http://localhost:${ports.aws}`,
    STORE_ORIGIN: `http://localhost:${ports.aws}`,
    SES_FROM_ADDRESS: senderAddress,
    CLERK_SECRET_KEY: secrets.clerkSecretKey,
    CLERK_PUBLISHABLE_KEY: place.publishableKey,
    CLERK_JWT_KEY: place.clerkJwtKey,
    CLERK_API_URL: local(ports.clerk),
    CLERK_FAPI_URL: local(ports.clerk),
    CLERK_PROXY_PATH: '/__clerk',
    DOWNLOAD_SIGNING_SECRET: secrets.downloadSigningSecret,
    USER_API_KEYS_ENCRYPTION_SECRET: secrets.userApiKeysEncryptionSecret,
    CONVERTER_URL: local(ports.converter),
    CONVERTER_ENGINE: place.converter.engine,
    LIBREOFFICE_WASM_DIR: place.converter.engine === 'wasm' ? place.converter.folder : undefined,
    OFFLINE_MODEL_URL: local(ports.model),
    ...place.models,
    SEED_EMAIL: seedAccount.email,
  };
}

/** The address a person opens. */
export function webOrigin(ports: Ports): string {
  return `http://localhost:${ports.web}`;
}
