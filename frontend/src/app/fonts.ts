import localFont from 'next/font/local';

/** Latin is preloaded; the extended families (ł, ő, ž, ş, ğ) load when a page needs them. */
const inter = localFont({
  src: '../../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-inter',
});
const interExtended = localFont({
  src: '../../../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-inter-ext',
  preload: false,
  adjustFontFallback: false,
});
const serif = localFont({
  src: '../../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  weight: '200 900',
  variable: '--font-serif-4',
});
const serifExtended = localFont({
  src: '../../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2',
  weight: '200 900',
  variable: '--font-serif-4-ext',
  preload: false,
  adjustFontFallback: false,
});

export const fontVariables = [inter, interExtended, serif, serifExtended]
  .map((font) => font.variable)
  .join(' ');
