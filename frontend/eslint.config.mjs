import coreWebVitals from 'eslint-config-next/core-web-vitals';
import typescript from 'eslint-config-next/typescript';

/** The frontend's rules: Next's own, and what this product forbids. */
const config = [
  { ignores: ['.next/**', '.open-next/**', 'next-env.d.ts', 'public/**'] },
  ...coreWebVitals,
  ...typescript,
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/config/**'],
    rules: {
      'no-console': 'error',
      // There is no pages directory to look into.
      '@next/next/no-html-link-for-pages': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Settings are read in src/config alone.',
        },
      ],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'next/font/google', message: 'Fonts are self-hosted: use next/font/local.' }] },
      ],
    },
  },
];

export default config;
