import { Tab, TextRun } from 'docx';

const RTL = String.raw`[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]`;
const RTL_STRETCH = new RegExp(String.raw`(${RTL}+(?:[\s\p{P}\p{M}]*${RTL}+)*)`, 'u');
const FIRST_STRONG = new RegExp(String.raw`${RTL}|\p{L}`, 'u');
const ONE_RTL = new RegExp(RTL, 'u');

/** True when the first letter is of a script written from right to left (Unicode bidi rule P2). */
export function isRightToLeft(text: string): boolean {
  return ONE_RTL.test(FIRST_STRONG.exec(text)?.[0] ?? '');
}

/**
 * The runs of a paragraph that shows exactly `text`: a tab becomes a tab, a line feed (or a carriage return with
 * or without one) a line break. Stretches of right-to-left script are runs of their own, since Word takes their
 * font and their punctuation's direction from the run.
 */
export function runsOf(text: string): TextRun[] {
  if (text === '') return [];
  return text
    .split(RTL_STRETCH)
    .filter((stretch) => stretch !== '')
    .flatMap((stretch) => runsOfStretch(stretch, ONE_RTL.test(stretch)));
}

function runsOfStretch(stretch: string, rightToLeft: boolean): TextRun[] {
  const direction = rightToLeft ? { rightToLeft } : {};
  return stretch.split(/\r\n|\r|\n/).map((line, index) => {
    const children = line.split(/(\t)/).filter((part) => part !== '');
    return new TextRun({
      ...direction,
      ...(index === 0 ? {} : { break: 1 }),
      children: children.map((part) => (part === '\t' ? new Tab() : part)),
    });
  });
}
