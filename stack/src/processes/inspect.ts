import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';

const onLinux = process.platform === 'linux';

/** What can be told about a process of this machine. */
export interface ProcessFacts {
  command: string;
  /** Changes when the pid is given to another process. */
  startedAt: string;
}

/** The facts of a live process; undefined when it is gone, a zombie, or hidden. */
export function inspectProcess(pid: number): ProcessFacts | undefined {
  try {
    return onLinux ? inspectOnLinux(pid) : inspectWithPs(pid);
  } catch {
    return undefined;
  }
}

function inspectOnLinux(pid: number): ProcessFacts | undefined {
  // The name in parentheses may hold spaces; the fields after it do not.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  return { command, startedAt: fields[19] ?? '' };
}

function inspectWithPs(pid: number): ProcessFacts | undefined {
  const ps = (field: string): string =>
    execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
  if (ps('stat').startsWith('Z')) return undefined;
  return { command: ps('command'), startedAt: ps('lstart') };
}

/** Pids of processes whose working folder is the given one. Linux only; elsewhere none are seen. */
export function processesWorkingIn(folder: string): number[] {
  if (!onLinux) return [];
  const real = realpathSync(folder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readlinkSync(`/proc/${name}/cwd`) === real;
      } catch {
        return false;
      }
    })
    .map(Number);
}
