import type { FunctionBuild } from './control-plane.ts';

/** One resource as the engine would be asked to make it. */
export interface GraphResource {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  /** Paths of inputs that the engine encrypts in its state. */
  secrets: string[];
  /** What the mocks answered: id, arn and the like. */
  outputs: Record<string, unknown>;
  options: {
    parent: string;
    protect: boolean;
    retainOnDelete: boolean;
    ignoreChanges: string[];
    dependsOn: string[];
  };
}

/** A stage, synthesised. */
export interface Graph {
  app: { name: string; stage: string; removal: string; protect: boolean; providers: Record<string, object> };
  resources: GraphResource[];
  builds: FunctionBuild[];
  /** What a deployment prints at its end, and keeps in its state. */
  outputs: Record<string, unknown>;
  /** What SST adds to the code of a function and calls in place of its handler, by the function's name. */
  wrappers: Record<string, string>;
}
