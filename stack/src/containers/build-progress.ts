const WORTH_TELLING_S = 1;

/**
 * Turns what `docker compose build` prints into lines for a person: each step that took a while, once it is done.
 *
 * @returns the reader of its lines
 */
export function buildProgress(tell: (line: string) => void): (line: string) => void {
  const steps = new Map<string, string>();
  return (line) => {
    const [, step = '', text = ''] = /^#(\d+) (.*)$/.exec(line) ?? [];
    if (!step) return;
    const heading = /^\[([^\]]+)\] (.*)$/.exec(text);
    if (heading) steps.set(step, `${heading[1]}: ${shorten(heading[2] ?? '')}`);
    const took = Number(/^DONE ([\d.]+)s$/.exec(text)?.[1] ?? 0);
    const known = steps.get(step);
    if (known && took >= WORTH_TELLING_S) tell(`  built      ${known} (${took.toFixed(1)} s)`);
  };
}

/** A build step begins with its mounts, which say nothing to a person. */
function shorten(command: string): string {
  const plain = command.replaceAll(/--mount=\S+\s*/g, '').replaceAll(/\s+/g, ' ');
  return plain.length > 70 ? `${plain.slice(0, 69)}…` : plain;
}
