/** A character that XML 1.0 cannot hold, so no Word file can hold it either. */
export interface IllegalCharacter {
  /** Position in the string, in UTF-16 units, from 0. */
  index: number;
  /** As people write it: `U+0007`. */
  name: string;
}

/**
 * Finds the first character that XML 1.0 forbids: control characters other than tab, line feed and carriage
 * return, U+FFFE, U+FFFF, and half of a surrogate pair. Source: XML 1.0, production 2 (Char).
 */
export function illegalCharacter(text: string): IllegalCharacter | undefined {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.codePointAt(index) ?? 0;
    if (!isAllowed(code)) return { index, name: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` };
    if (code > 0xffff) index += 1;
  }
  return undefined;
}

function isAllowed(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
