import type { Kind, Stage } from './stage.ts';

/** One thing that holds of a stage. Its name is a sentence: it is what a broken one is called. */
export interface Property {
  name: string;
  /** The kinds of stage it is asserted of; all of them when left out. */
  kinds?: readonly Kind[];
  /** @throws when it does not hold */
  holds(stage: Stage): void;
}
