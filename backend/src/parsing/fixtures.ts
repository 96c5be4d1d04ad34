/** Files for the tests of everything that takes documents in. */
export * from '../docx/fixtures.ts';
