import { MARK, type Wrong } from './deployed-settings.ts';

/** How a start ended. */
export interface Ended {
  code: number;
  /** Both streams. */
  output: string;
}

/** What is not as it should be in a refusal, in words; empty when it names every wrong variable and prints no value. */
export function faultsOfRefusal({ code, output }: Ended, role: string, wrongs: readonly Wrong[]): string[] {
  const listed = output.split('\n').filter((line) => line.startsWith('  - '));
  return [
    ...(code === 0 ? ['it ended with code 0'] : []),
    ...(output.includes(`The ${role} cannot start:`) ? [] : ['it does not say that it cannot start']),
    ...wrongs
      .filter(({ name }) => !listed.some((line) => new RegExp(`^  - ${name}\\b`).test(line)))
      .map(({ name, what }) => `it does not name ${name}, which has ${what}`),
    ...(output.includes(MARK) ? ['it prints a value'] : []),
    ...(/\n\s+at /.test(output) ? ['it prints where in the code it happened'] : []),
  ];
}
