import type { ServiceState } from './state.ts';

/** A length of time as a person reads it. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The line of a service that has become ready for the first time, or failed; undefined for the steps between. */
export function progressLine(state: ServiceState): string | undefined {
  const name = state.name.padEnd(10);
  if (state.state === 'ready' && state.readyAfterMs !== undefined) {
    return `  ${name} ready   ${seconds(state.readyAfterMs).padStart(7)}`;
  }
  if (state.state === 'failed') return `  ${name} failed`;
  return undefined;
}

/** All services as a table: name, state when it is not ready, address, note. */
export function serviceTable(states: readonly ServiceState[]): string {
  const rows = states
    .filter(({ address, state }) => address !== undefined || state !== 'ready')
    .map(({ name, state, address, note }) => [
      name,
      address ?? '',
      state === 'ready' ? (note ?? '') : [state, note].filter(Boolean).join(', '),
    ]);
  const table = [['service', 'address', 'note'], ...rows];
  const widths = [0, 1].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  return table
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
