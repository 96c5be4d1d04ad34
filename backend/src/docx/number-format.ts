/** Spells a list number in one of Word's formats (ST_NumberFormat); an unlisted format falls back to digits. */
export function formatNumber(value: number, format: string): string {
  return FORMATS[format]?.(value) ?? String(value);
}

const ROMAN: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(value: number): string {
  if (value <= 0 || value > 32_767) return String(value);
  let rest = value;
  let text = '';
  for (const [size, digits] of ROMAN) {
    while (rest >= size) {
      text += digits;
      rest -= size;
    }
  }
  return text;
}

/** Word repeats the letter: z, aa, bb. */
function letters(value: number, alphabet: string): string {
  const signs = [...alphabet];
  if (value <= 0 || value > signs.length * 30) return String(value);
  const sign = signs[(value - 1) % signs.length] ?? '';
  return sign.repeat(Math.floor((value - 1) / signs.length) + 1);
}

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщыэюя';
const HEBREW = 'אבגדהוזחטיכלמנסעפצקרשת';
const ARABIC_ALPHA = 'أبتثجحخدذرزسشصضطظعغفقكلمنهوي';
const ARABIC_ABJAD = 'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ';
const AIUEO = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン';
const IROHA =
  'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス';
const HAN_DIGITS = '〇一二三四五六七八九';
const SMALL = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ');
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const ORDINALS: Record<string, string> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function words(value: number): string {
  if (value < 20) return SMALL[value] ?? String(value);
  if (value < 100) {
    const tens = TENS[Math.floor(value / 10)] ?? '';
    return value % 10 === 0 ? tens : `${tens}-${SMALL[value % 10] ?? ''}`;
  }
  if (value >= 1000) return String(value);
  const hundreds = `${SMALL[Math.floor(value / 100)] ?? ''} hundred`;
  return value % 100 === 0 ? hundreds : `${hundreds} ${words(value % 100)}`;
}

function ordinalWords(value: number): string {
  return words(value).replace(/[a-z]+$/, (last) => {
    const irregular = ORDINALS[last];
    if (irregular !== undefined) return irregular;
    return last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`;
  });
}

function ordinalDigits(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  const suffix = teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${suffix}`;
}

/** 1 to 99 with the sign for ten, as in 二十三. */
function hanCounting(value: number): string {
  const digits = [...HAN_DIGITS];
  if (value <= 0 || value > 99) return hanDigits(value);
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const head = tens === 0 ? '' : `${tens === 1 ? '' : (digits[tens] ?? '')}十`;
  return `${head}${ones === 0 ? '' : (digits[ones] ?? '')}`;
}

function hanDigits(value: number): string {
  return String(value).replace(/\d/g, (digit) => [...HAN_DIGITS][Number(digit)] ?? digit);
}

function shiftDigits(value: number, zero: number): string {
  return String(value).replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const FORMATS: Record<string, (value: number) => string> = {
  decimal: String,
  decimalZero: (value) => String(value).padStart(2, '0'),
  lowerRoman: roman,
  upperRoman: (value) => roman(value).toUpperCase(),
  lowerLetter: (value) => letters(value, LATIN),
  upperLetter: (value) => letters(value, LATIN.toUpperCase()),
  ordinal: ordinalDigits,
  cardinalText: (value) => capital(words(value)),
  ordinalText: (value) => capital(ordinalWords(value)),
  numberInDash: (value) => `- ${value} -`,
  none: () => '',
  hex: (value) => value.toString(16).toUpperCase(),
  russianLower: (value) => letters(value, RUSSIAN),
  russianUpper: (value) => letters(value, RUSSIAN.toUpperCase()),
  hebrew2: (value) => letters(value, HEBREW),
  arabicAlpha: (value) => letters(value, ARABIC_ALPHA),
  arabicAbjad: (value) => letters(value, ARABIC_ABJAD),
  aiueoFullWidth: (value) => letters(value, AIUEO),
  aiueo: (value) => letters(value, AIUEO),
  irohaFullWidth: (value) => letters(value, IROHA),
  iroha: (value) => letters(value, IROHA),
  decimalFullWidth: (value) => shiftDigits(value, 0xff10),
  decimalFullWidth2: (value) => shiftDigits(value, 0xff10),
  hindiNumbers: (value) => shiftDigits(value, 0x0966),
  decimalEnclosedCircle: (value) => circled(value),
  decimalEnclosedParen: (value) => `(${value})`,
  decimalEnclosedFullstop: (value) => `${value}.`,
  ideographDigital: hanDigits,
  japaneseDigitalTenThousand: hanDigits,
  taiwaneseDigital: hanDigits,
  japaneseCounting: hanCounting,
  chineseCounting: hanCounting,
  chineseCountingThousand: hanCounting,
  taiwaneseCounting: hanCounting,
  taiwaneseCountingThousand: hanCounting,
};

function circled(value: number): string {
  return value >= 1 && value <= 20 ? String.fromCodePoint(0x245f + value) : String(value);
}
