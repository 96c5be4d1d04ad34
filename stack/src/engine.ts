import { StackFault } from './fault.ts';

/** Where a stack runs: as processes of this machine, or as containers. Chosen by command, never by detection. */
export type Engine = 'embedded' | 'docker';

/**
 * Takes `--engine NAME` or `--engine=NAME` out of a command line.
 *
 * @param known those that the command can do; the first is meant when nothing is said
 * @throws StackFault when another one is asked for, so that no other is started quietly
 */
export function takeEngine(command: string, args: string[], known: readonly Engine[]): Engine {
  const at = args.findIndex((arg) => arg === '--engine' || arg.startsWith('--engine='));
  if (at < 0) return 'embedded';
  const joined = args[at]?.includes('=') ?? false;
  const asked = joined ? args[at]?.split('=')[1] : args[at + 1];
  args.splice(at, joined ? 1 : 2);
  const engine = known.find((name) => name === asked);
  if (engine) return engine;
  throw new StackFault(
    `${command} does not run on the engine "${asked ?? ''}", only on ${known.map((name) => `"${name}"`).join(' or ')}`,
    known.length > 1 ? `--engine ${known.join(' or --engine ')}` : 'Leave --engine out.',
  );
}
