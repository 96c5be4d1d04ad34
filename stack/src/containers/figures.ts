import type { Compose } from './compose.ts';
import { docker } from './docker.ts';

/** The images of a project with their sizes, one line each. */
export async function imageSizes(compose: Compose): Promise<string[]> {
  const { services } = await compose.config();
  const images = new Set(Object.values(services).flatMap(({ image }) => (image ? [image] : [])));
  const lines = [...images].sort().map(async (image) => {
    const bytes = Number(await docker(['image', 'inspect', '--format', '{{.Size}}', image]));
    return `${String(Math.round(bytes / 1_000_000)).padStart(5)} MB ${image}`;
  });
  return Promise.all(lines);
}

/** The memory that the containers of a project hold, in one line, largest first. */
export async function memoryUse(compose: Compose): Promise<string[]> {
  const running = (await compose.containers()).filter(({ state }) => state === 'running');
  const format = '{{.ID}} {{.MemUsage}}';
  const told = await docker([
    'stats',
    '--no-stream',
    '--no-trunc',
    '--format',
    format,
    ...running.map(({ id }) => id),
  ]);
  const used = told.split('\n').map((line) => {
    const [id, amount = ''] = line.split(' ');
    const service = running.find((one) => one.id === id)?.service ?? '';
    return { service, mebibytes: mebibytes(amount) };
  });
  used.sort((a, b) => b.mebibytes - a.mebibytes);
  const sum = used.reduce((total, one) => total + one.mebibytes, 0);
  const each = used.map((one) => `${one.service} ${Math.round(one.mebibytes)}`);
  return [`memory ${Math.round(sum)} MiB: ${each.join(', ')}`];
}

const UNITS: Record<string, number> = { B: 1 / 1024 ** 2, KiB: 1 / 1024, MiB: 1, GiB: 1024 };

function mebibytes(amount: string): number {
  const [, number = '0', unit = 'B'] = /^([\d.]+)([KMG]?i?B)$/.exec(amount) ?? [];
  return Number(number) * (UNITS[unit] ?? 0);
}
