/** Files for the tests of everything that takes documents in. */
export * from '../docx/fixtures.ts';
export { makeEncryptedPdf, makePdf, makeScanPdf } from './pdf-fixtures.ts';
