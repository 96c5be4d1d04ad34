import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { logQueueFigures } from './figures.ts';

/** The lines that a logger of this level writes for the figures. */
function written(level: string): Record<string, unknown>[] {
  const lines: string[] = [];
  const logger = pino(
    { level, base: { role: 'worker' } },
    { write: (line: string) => void lines.push(line) },
  );
  logQueueFigures(logger, 'database.internal', { depth: 7, age: 12.5, dead: 1 });
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the line of figures', () => {
  it('is in the embedded metric format: every metric it names stands beside it, told apart by the database', () => {
    const [line] = written('info');
    expect(line).toMatchObject({ Database: 'database.internal', QueueDepth: 7, QueueAge: 12.5, DeadJobs: 1 });
    const { Timestamp, CloudWatchMetrics } = line?._aws as {
      Timestamp: number;
      CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[];
    };
    expect(Math.abs(Date.now() - Timestamp)).toBeLessThan(60_000);
    const [directive] = CloudWatchMetrics;
    expect(directive).toMatchObject({ Namespace: 'Chancery', Dimensions: [['Database']] });
    for (const { Name } of directive?.Metrics ?? []) expect(line?.[Name]).toBeTypeOf('number');
    expect(directive?.Metrics).toHaveLength(3);
  });

  it.each(['warn', 'error'])('is written at level %s too, since alarms depend on it', (level) => {
    expect(written(level)).toHaveLength(1);
  });

  it('is not written in silence', () => expect(written('silent')).toEqual([]));
});
