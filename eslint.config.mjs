import tseslint from 'typescript-eslint';
import frontend from './frontend/eslint.config.mjs';

const printers = ['start.mjs', 'stack/**', 'tools/**', 'docker/*/src/main.ts', '**/*.bench.ts'];
const readsEnvironment = [
  'backend/src/config/**',
  'stack/src/config.ts',
  'docker/*/src/config.ts',
  'e2e/src/config.ts',
  'infra/settings.ts',
  'infra/site-secret/*.mjs',
  // Plays SST's command line, which tells its programs their settings by the environment.
  'infra/testing/synthesise.ts',
  '**/*.bench.ts',
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/.next/**',
      '.local/**',
      '.sst/**',
      'reports/**',
      'frontend/src/lib/api/schema.d.ts',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-expect-error': 'allow-with-description' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/no-empty-object-type': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Settings are read in the config of a workspace and nowhere else.',
        },
      ],
    },
  },
  { files: printers, rules: { 'no-console': 'off' } },
  { files: [...readsEnvironment, 'start.mjs'], rules: { 'no-restricted-properties': 'off' } },
  ...frontend.map((entry) =>
    entry.ignores && !entry.rules
      ? entry
      : { ...entry, files: entry.files ?? ['frontend/**/*.{ts,tsx,mjs}'] },
  ),
  {
    files: ['frontend/**'],
    settings: { next: { rootDir: 'frontend' } },
    rules: { '@next/next/no-html-link-for-pages': 'off' },
  },
  { files: ['e2e/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
);
