import { expect, it } from 'vitest';
import { takeEngine } from './engine.ts';

it.each([
  [['up'], 'embedded', ['up']],
  [['up', '--engine', 'docker'], 'docker', ['up']],
  [['--engine=docker', 'status', '--json'], 'docker', ['status', '--json']],
  [['--engine', 'embedded'], 'embedded', []],
])('takes the engine out of %j', (args, engine, rest) => {
  expect(takeEngine('stack', args, ['embedded', 'docker'])).toBe(engine);
  expect(args).toEqual(rest);
});

it.each([[['--engine', 'podman']], [['--engine']], [['--engine=']]])('refuses %j by name', (args) => {
  expect(() => takeEngine('stack', args, ['embedded', 'docker'])).toThrow(/does not run on the engine/);
});

it('refuses an engine that this command cannot do', () => {
  expect(() => takeEngine('dev', ['--engine', 'docker'], ['embedded'])).toThrow(/dev .*"docker"/);
});
