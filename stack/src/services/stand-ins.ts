import { join } from 'node:path';
import { grantedKeys } from '../aws-keys.ts';
import { root } from '../clone.ts';
import { systemEnvironment } from '../config.ts';
import { bucket, seedAccount, senderAddress, webOrigin } from '../environment.ts';
import { writeJson } from '../files.ts';
import { startChild, type Child } from '../processes/child.ts';
import { sendAndReadMail, writeAndReadObject } from '../probes/aws.ts';
import { readJwtKey, verifyOneToken } from '../probes/clerk.ts';
import { expectModelAnswer } from '../probes/model.ts';
import type { Service, StackContext } from '../service.ts';
import { clerkLabel, fetchClerkBundles } from './clerk-bundles.ts';

type StandInName = 'aws' | 'clerk' | 'model';

interface StandIn<Name extends StandInName = StandInName> {
  name: Name;
  args: (context: StackContext) => string[];
  environment?: (context: StackContext) => Record<string, string>;
}

function launchStandIn(standIn: StandIn, context: StackContext, logFile: string): Promise<Child> {
  const port = String(context.place.ports[standIn.name]);
  return startChild({
    command: process.execPath,
    args: [join(root, `docker/${standIn.name}/src/main.ts`), '--port', port, ...standIn.args(context)],
    environment: { ...systemEnvironment(), ...standIn.environment?.(context) },
    folder: root,
    logFile,
  });
}

function standIn<Name extends StandInName>(
  definition: StandIn<Name>,
  service: Omit<Service, 'name' | 'needs' | 'launch' | 'port' | 'limitMs' | 'graceMs' | 'act'>,
): Service<Name> {
  return {
    name: definition.name,
    needs: [],
    port: ({ place }) => place.ports[definition.name],
    address: ({ place }) => `http://localhost:${place.ports[definition.name]}`,
    launch: (context, logFile) => launchStandIn(definition, context, logFile),
    limitMs: 20_000,
    graceMs: 2_000,
    act: 'Repair what the lines above name and start again.',
    ...service,
  };
}

const keysFile = (folders: StackContext['folders']): string => join(folders.data, 'aws-keys.json');

export const aws = standIn(
  {
    name: 'aws',
    args: ({ place, folders }) => [
      ...['--dir', join(folders.data, 'aws')],
      ...['--bucket', bucket, '--bucket-config', join(root, 'infra/bucket.json')],
      ...['--web-origin', webOrigin(place.ports), '--identity', senderAddress],
      ...['--keys', keysFile(folders)],
    ],
    environment: ({ place }) => ({
      AWS_ACCESS_KEY_ID: place.secrets.awsAccessKeyId,
      AWS_SECRET_ACCESS_KEY: place.secrets.awsSecretAccessKey,
    }),
  },
  {
    prepare: async ({ place, folders }) => writeJson(keysFile(folders), grantedKeys(place.secrets)),
    probe: async ({ place }) => {
      await Promise.all([writeAndReadObject(place), sendAndReadMail(place)]);
      return 'S3 and SES; mail at /_inbox';
    },
  },
);

export const clerk = standIn(
  {
    name: 'clerk',
    args: ({ place, folders }) => [
      ...['--dir', join(folders.data, 'clerk')],
      ...['--host-label', clerkLabel],
      ...['--origins', webOrigin(place.ports)],
      ...['--seed', `${seedAccount.email}:${seedAccount.password}:Ada:Lovelace`],
      ...['--assets', join(folders.cache, 'clerk-bundles')],
    ],
    environment: ({ place }) => ({ CLERK_SECRET_KEY: place.secrets.clerkSecretKey }),
  },
  {
    prepare: ({ folders, announce }) => fetchClerkBundles(join(folders.cache, 'clerk-bundles'), announce),
    probe: async ({ place }) => {
      place.clerkJwtKey = await readJwtKey(place);
      await verifyOneToken(place);
      return 'sign-in; people at /__local/';
    },
  },
);

export const model = standIn(
  { name: 'model', args: () => [] },
  {
    probe: async ({ place }) => {
      await expectModelAnswer(place);
      return 'the offline model';
    },
  },
);
