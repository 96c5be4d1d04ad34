const units = ['bytes', 'kB', 'MB', 'GB'] as const;

/** A size as people read it: `0 bytes`, `812 kB`, `1.4 MB`, `132 MB`. Decimal units, as file managers show them. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 1 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits).replace(/\.0$/, '')} ${units[unit]}`;
}
