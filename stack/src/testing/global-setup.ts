import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { root } from '../clone.ts';
import { systemEnvironment } from '../config.ts';
import { databaseUser, stackEnvironment, type StackPlace } from '../environment.ts';
import { freePorts } from '../ports.ts';
import { startCluster, type Cluster } from '../postgres/cluster.ts';
import { identifier, withConnection } from '../postgres/connection.ts';
import { makeSecrets } from '../secrets.ts';
import { startStandIns } from './stand-ins.ts';
import './context.ts';

const TEMPLATE = 'chancery_template';
const memoryDisk = '/dev/shm';

/**
 * Starts what the integration tests need, once for the run: Postgres on a memory-backed disk with a migrated
 * template, and the stand-ins. Their addresses reach the tests by `inject('integration')`.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(existsSync(memoryDisk) ? memoryDisk : tmpdir(), 'chancery-test-'));
  chmodSync(folder, 0o755);
  const place = await newPlace();
  const stops: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const teardown = async (): Promise<void> => {
    for (const stop of stops.reverse()) await stop();
  };
  try {
    const cluster = await startDatabase(folder, place);
    stops.push(() => cluster.child.stop(3_000));
    const standIns = await startStandIns(folder, place);
    stops.push(standIns.close);
    project.provide('integration', { ...place, ...standIns.found, templateDatabase: TEMPLATE });
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}

async function newPlace(): Promise<StackPlace> {
  return {
    ports: await freePorts(),
    secrets: makeSecrets(),
    databaseName: TEMPLATE,
    publishableKey: '',
    converter: { engine: 'uno' },
    models: {},
    logLevel: 'warn',
  };
}

async function startDatabase(folder: string, place: StackPlace): Promise<Cluster> {
  const cluster = await startCluster({
    dataFolder: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    port: place.ports.postgres,
    user: databaseUser,
    password: place.secrets.databasePassword,
    disposable: true,
  });
  await withConnection(cluster.address, 'postgres', (client) =>
    client.query(`create database ${identifier(TEMPLATE)}`),
  );
  await promisify(execFile)(process.execPath, ['backend/src/start/migrate.ts'], {
    cwd: root,
    env: { ...systemEnvironment(), ...stackEnvironment('migrate', place) },
  });
  return cluster;
}
