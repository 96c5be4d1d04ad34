import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../clone.ts';

const files = globSync('**/{Dockerfile,*.Dockerfile}', {
  cwd: root,
  exclude: (name) => /(^|\/)(node_modules|\.next|\.local)$/.test(name),
}).sort();

/** What makes a file unfit for another machine, or for one without a registry. */
const refused: [RegExp, string][] = [
  [
    /x86[_-]64|amd64|\bx64\b|aarch64|arm64|armhf|--platform|TARGETARCH|TARGETPLATFORM/i,
    'names an architecture',
  ],
  [/^#\s*syntax\s*=/im, 'fetches its own syntax from a registry'],
  [/@sha256:/, 'names a digest, which no baked image has'],
];

const complaints = (text: string): string[] =>
  refused.filter(([rule]) => rule.test(text)).map(([, complaint]) => complaint);

it('finds the Dockerfiles of the product', () => {
  expect(files).toEqual(expect.arrayContaining(['backend/Dockerfile', 'frontend/Dockerfile']));
  expect(files.length).toBeGreaterThan(6);
});

it.each(files)('%s fits every machine', (file) => {
  expect(complaints(readFileSync(join(root, file), 'utf8'))).toEqual([]);
});

it.each([
  ['FROM --platform=linux/amd64 node:24', 'names an architecture'],
  ['COPY node-linux-x64 /usr/local', 'names an architecture'],
  ['RUN rm /usr/lib/aarch64-linux-gnu/libz3.so', 'names an architecture'],
  ['# syntax=docker/dockerfile:1', 'fetches its own syntax from a registry'],
  [`FROM node@sha256:${'0'.repeat(64)}`, 'names a digest, which no baked image has'],
])('refuses %s', (line, complaint) => {
  expect(complaints(`FROM debian:trixie-slim\n${line}\n`)).toEqual([complaint]);
});
