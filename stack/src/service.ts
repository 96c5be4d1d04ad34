import type { StackPlace } from './environment.ts';
import type { GraphNode } from './graph.ts';
import type { Child } from './processes/child.ts';

/** Where one stack keeps its things; every path absolute. */
interface StackFolders {
  logs: string;
  data: string;
  databaseData: string;
  cache: string;
}

/** What the services of one stack share. */
export interface StackContext {
  place: StackPlace;
  folders: StackFolders;
  /** `watched` restarts on changes and serves the development build of the web interface. */
  mode: 'built' | 'watched';
  /** For tests: data that need not survive. */
  disposable: boolean;
  /** Tells the person about something that takes a while. */
  announce: (line: string) => void;
}

/** One service of the stack. */
export interface Service<Name extends string = string> extends GraphNode {
  name: Name;
  port?: (context: StackContext) => number;
  /** What a person may open or connect to. */
  address?: (context: StackContext) => string;
  /** Long work before the start: a build, a download. */
  prepare?: (context: StackContext) => Promise<void>;
  /** Starts the process; a service that runs once does its work here and gives no process back. */
  launch: (context: StackContext, logFile: string) => Promise<Child | undefined>;
  /**
   * Proves that it does its work; called again until it succeeds or the limit has passed.
   * May give back a note for the table.
   */
  probe?: (context: StackContext) => Promise<string | void>;
  /** How long the probe may fail after the launch. */
  limitMs: number;
  /** How long it may take to stop before it is ended. */
  graceMs: number;
  /** What to do when it does not start. */
  act: string;
}
