import type { Replacement } from './bundle.ts';
import type { Kind, Stage } from './stage.ts';

/** One thing that holds of a stage. Its name is a sentence: it is what a broken one is called. */
export interface Property {
  name: string;
  /** The kinds of stage it is asserted of; all of them when left out. */
  kinds?: readonly Kind[];
  /** @throws when it does not hold */
  holds(stage: Stage): void;
}

/** A change of the config that a property must notice. */
export interface Weakening {
  /** The name of the property. */
  breaks: string;
  /** The stage it is tried on, production when left out. */
  stage?: string;
  replacements: Replacement[];
}

/** A weakening by one replaced text. */
export const weaken = (
  breaks: string,
  file: string,
  from: string,
  to: string,
  stage?: string,
): Weakening => ({
  breaks,
  ...(stage ? { stage } : {}),
  replacements: [{ file: `infra/${file}`, from, to }],
});
