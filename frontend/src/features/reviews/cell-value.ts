/** A cell's value as it is shown: list lines get a bullet in place of the hyphen. */
export function shownValue(value: string): string {
  return value.replaceAll(/^[-*] /gm, '\u2022 ');
}
