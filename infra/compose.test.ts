import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeService, interpolate } from '../stack/src/compose-file.ts';
import type { Stage, TaskName } from './testing/stage.ts';
import { synthesise } from './testing/stages.ts';

/** Containers as compose.yaml runs them on a laptop, and as the tasks run them on AWS. */
const served: [service: string, task: TaskName][] = [
  ['api', 'Api'],
  ['worker', 'Worker'],
  ['converter', 'Converter'],
];
const all: [service: string, task: TaskName][] = [...served, ['migrate', 'Api']];

const dockerfile = readFileSync(new URL('../backend/Dockerfile', import.meta.url), 'utf8');

describe('compose.yaml and the task definitions agree', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await synthesise('production');
  });

  it.each(all)('%s: command, init, capabilities, stop time', (name, task) => {
    const compose = composeService(name);
    const container = stage.container(task, name);
    expect(container.command).toEqual(compose.command);
    expect(container.linuxParameters.initProcessEnabled).toBe(compose.init);
    expect(container.linuxParameters.capabilities.drop).toEqual(compose.cap_drop);
    expect(`${container.stopTimeout}s`).toBe(compose.stop_grace_period);
  });

  it.each(served)('%s: memory and processors', (name, task) => {
    const compose = composeService(name);
    const { memory, cpu } = stage.inputs('TaskDefinition', `${task}Task`);
    expect(`${Number(memory) / 1024}g`).toBe(compose.mem_limit);
    expect(Number(cpu) / 1024).toBe(compose.cpus);
  });

  it.each(served)('%s: read-only root, and one directory to write to', (name, task) => {
    const compose = composeService(name);
    const container = stage.container(task, name);
    // A person who copies changed sources into a container may turn it off; the default is what counts.
    expect(String(container.readonlyRootFilesystem)).toBe(interpolate(String(compose.read_only), {}));
    expect(container.mountPoints.map(({ containerPath }) => containerPath)).toEqual(
      compose.tmpfs?.map((mount) => mount.split(':')[0]),
    );
  });

  it.each(served)('%s: health', (name, task) => {
    const { healthcheck } = composeService(name);
    const container = stage.container(task, name);
    const seconds = (text = ''): number => Number(text.replace(/s$/, ''));
    expect(container.healthCheck).toEqual({
      command: healthcheck?.test,
      interval: seconds(healthcheck?.interval),
      timeout: seconds(healthcheck?.timeout),
      retries: healthcheck?.retries,
      startPeriod: seconds(healthcheck?.start_period),
    });
  });

  it('the user is the image’s own', () => {
    const user = /^USER (\S+)$/m.exec(dockerfile)?.[1];
    for (const container of stage.everyContainer) expect(container.user, container.name).toBe(user);
  });

  it('the image declares the directory that is written to: on Fargate an empty volume is root’s alone without it', () => {
    const declared = JSON.parse(/^VOLUME (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
    for (const { mountPoints } of stage.everyContainer) {
      for (const { containerPath } of mountPoints) expect(declared).toContain(containerPath);
    }
  });
});
