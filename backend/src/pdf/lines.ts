import type { Run, RunPage } from './document.ts';

/** Runs that stand side by side on one baseline. */
export interface Line {
  text: string;
  runs: Run[];
  angle: number;
  start: number;
  end: number;
  baseline: number;
  /** The largest font size on it. */
  size: number;
}

/**
 * The lines of a page in reading order. Programs that make PDFs almost always write in reading order, so the
 * order of the content stream is kept (it alone keeps columns and cells together) unless it jumps about.
 */
export function readLines(page: RunPage): Line[] {
  const lines = joinRuns(page.runs);
  if (!isScrambled(lines)) return lines;
  const sorted = page.runs
    .filter((run) => run.text.trim() !== '')
    .sort((a, b) => a.angle - b.angle || rowOf(a) - rowOf(b) || a.start - b.start);
  return joinRuns(sorted);
}

/** Baselines within half a small font size count as one row, so that the sort by start can work. */
function rowOf(run: Run): number {
  return Math.round(run.baseline / 4);
}

function joinRuns(runs: readonly Run[]): Line[] {
  const lines: Line[] = [];
  let current: Line | undefined;
  let pendingSpace = false;
  for (const run of runs) {
    if (run.text.trim() === '') {
      pendingSpace = true;
      continue;
    }
    if (current === undefined || !continues(current, run)) {
      current = {
        text: run.text,
        runs: [run],
        angle: run.angle,
        start: run.start,
        end: run.end,
        baseline: run.baseline,
        size: run.size,
      };
      lines.push(current);
    } else extend(current, run, pendingSpace);
    pendingSpace = false;
  }
  for (const line of lines) line.text = line.text.replace(/[^\S\t]+/g, ' ').trim();
  return lines.filter((line) => line.text !== '');
}

function continues(line: Line, run: Run): boolean {
  if (run.angle !== line.angle) return false;
  const size = Math.max(line.size, run.size);
  if (Math.abs(run.baseline - line.baseline) > size * 0.5) return false;
  const after = run.start >= line.end - size * 0.6;
  const before = run.end <= line.start + size * 0.6;
  return after || before;
}

function extend(line: Line, run: Run, spaceBetween: boolean): void {
  const gap = run.start >= line.end - line.size ? run.start - line.end : line.start - run.end;
  const wide = gap > line.size * 2.5;
  const apart = spaceBetween || gap > line.size * 0.2;
  line.text += `${wide ? '\t' : apart ? ' ' : ''}${run.text}`;
  line.runs.push(run);
  line.start = Math.min(line.start, run.start);
  line.end = Math.max(line.end, run.end);
  // A raised footnote mark must not move the line it stands on.
  if (run.size > line.size) {
    line.size = run.size;
    line.baseline = run.baseline;
  }
}

/** Going up into the same column, again and again, is no reading order; going up to the right is a new cell. */
function isScrambled(lines: readonly Line[]): boolean {
  let jumps = 0;
  for (let index = 1; index < lines.length; index += 1) {
    const [before, line] = [lines[index - 1], lines[index]];
    if (before === undefined || line === undefined || before.angle !== line.angle) continue;
    const overlap = Math.min(before.end, line.end) - Math.max(before.start, line.start);
    const narrow = Math.min(before.end - before.start, line.end - line.start);
    if (line.baseline < before.baseline - before.size * 0.6 && overlap > narrow * 0.5) jumps += 1;
  }
  return jumps >= 3 && jumps > lines.length * 0.15;
}
