import { expect } from 'vitest';
import { variables as backendVariables } from '../../backend/src/config/variables.ts';
import { variablesOf } from '../../backend/src/config/settings.ts';
import { variables as webVariables } from '../../frontend/src/config/variables.ts';
import { SENTINEL } from '../testing/mocked-aws.ts';
import type { Property } from '../testing/property.ts';
import type { Stage, TaskName } from '../testing/stage.ts';
import { SECRETS } from '../testing/stages.ts';

/** Where a secret value is meant to be: the stores themselves, and what SST keeps encrypted beside its state. */
const STORES = new Set([
  'aws:secretsmanager/secretVersion:SecretVersion',
  'aws:rds/cluster:Cluster',
  'aws:ssm/parameter:Parameter',
  'docker-build:index:Image',
  'sst:sst:LinkRef',
]);

/** The one value among the secrets that every page carries. */
const PUBLIC = `${SENTINEL}ClerkPublishableKey`;

const tasks: Record<TaskName, string> = { Api: 'api', Worker: 'worker', Converter: 'converter' };

/** The secret behind a reference such as arn:…:secret:name-AbCdEf:password::. */
const arnOf = (reference: string): string => reference.split(':').slice(0, 7).join(':');

/** What the web process would find: the settings of the function, and what is fetched for it. */
function webEnvironment(stage: Stage): Record<string, string> {
  const { variables } = stage.inputs('aws:lambda/function:Function', 'WebServerEuwest2Function')
    .environment as {
    variables: Record<string, string>;
  };
  return variables;
}

function everyValue(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => everyValue(item, path ? `${path}.${key}` : key));
}

export const secrets: Property[] = [
  {
    name: 'every secret of the stage is kept in Secrets Manager, encrypted in the state',
    holds: (stage) => {
      for (const name of SECRETS) {
        const stored = stage.one('SecretVersion', `${name}StoredVersion`);
        expect(stored.inputs.secretString).toBe(`${SENTINEL}${name}`);
        expect(stored.secrets).toContain('secretString');
      }
    },
  },
  {
    name: 'secrets are encrypted with the key of the stage',
    holds: (stage) => {
      for (const { inputs } of stage.all('aws:secretsmanager/secret:Secret')) {
        expect(inputs.kmsKeyId).toBe(stage.arn('Key', 'DataKey'));
      }
    },
  },
  {
    name: 'a deleted secret of production can be had back',
    kinds: ['production'],
    holds: (stage) => {
      for (const { inputs } of stage.all('aws:secretsmanager/secret:Secret')) {
        expect(inputs.recoveryWindowInDays).toBe(30);
      }
    },
  },
  {
    name: 'the name of a removed stage’s secret is free at once',
    kinds: ['staging', 'personal'],
    holds: (stage) => {
      for (const { inputs } of stage.all('aws:secretsmanager/secret:Secret')) {
        expect(inputs.recoveryWindowInDays).toBe(0);
      }
    },
  },
  {
    name: 'no secret stands in plain text in any input of a resource',
    holds: (stage) => {
      const leaks = stage.graph.resources
        .filter(({ type }) => !STORES.has(type))
        .flatMap(({ type, name, inputs }) =>
          everyValue(inputs).map(([path, text]) => ({ at: `${type} ${name} ${path}`, text })),
        )
        .filter(({ text }) => text.replaceAll(PUBLIC, '').includes(SENTINEL));
      expect(leaks.map(({ at }) => at)).toEqual([]);
    },
  },
  {
    name: 'no secret is among what a deployment prints at its end',
    holds: (stage) => {
      const { site, api } = stage.graph.outputs;
      expect({ site, api }).toEqual({ site: expect.any(String), api: expect.stringMatching(/^https:/) });
      expect(JSON.stringify(stage.graph.outputs)).not.toContain(SENTINEL);
    },
  },
  {
    name: 'what the stores hold is encrypted in the state',
    holds: (stage) => {
      const open = stage.graph.resources
        .filter(({ type }) => STORES.has(type))
        .flatMap(({ name, inputs, secrets: encrypted }) =>
          everyValue(inputs)
            .filter(([, text]) => text.includes(SENTINEL))
            .filter(([path]) => !encrypted.some((secret) => path === secret || path.startsWith(`${secret}.`)))
            .map(([path]) => `${name} ${path}`),
        );
      expect(open).toEqual([]);
    },
  },
  {
    name: 'the build of the site is told nothing of the machine that deploys but where programs are',
    holds: (stage) => {
      const builder = stage.one('Command', 'WebBuilder');
      expect(builder.secrets).toContain('environment');
      expect(Object.keys(builder.inputs.environment as object).sort()).toEqual([
        'HOME',
        'PATH',
        'SST',
        'SST_RESOURCE_App',
      ]);
    },
  },
  {
    name: 'nothing is linked to a function, so no bundle holds a secret',
    holds: (stage) => {
      expect(stage.graph.builds.map(({ name }) => name)).toContain('WebServerEuwest2');
      for (const { name, links } of stage.graph.builds) expect(links, name).toEqual([]);
    },
  },
  {
    name: 'each container has exactly the settings that its role declares',
    holds: (stage) => {
      for (const container of stage.everyContainer) {
        const role = container.name as 'api' | 'worker' | 'migrate' | 'converter';
        const declared = variablesOf(role).filter((name) => backendVariables[name].scope === 'everywhere');
        const given = [...container.environment, ...container.secrets].map(({ name }) => name);
        expect(given.sort(), role).toEqual([...declared].sort());
      }
    },
  },
  {
    name: 'every setting that is declared secret is mounted by reference',
    holds: (stage) => {
      for (const container of stage.everyContainer) {
        const plain = container.environment.map(({ name }) => name);
        const secret = Object.entries(backendVariables).filter(([, variable]) => variable.secret);
        for (const [name] of secret) expect(plain, container.name).not.toContain(name);
      }
    },
  },
  {
    name: 'a reference names the version of its secret, so that a new value means a new deployment',
    holds: (stage) => {
      const references = stage.everyContainer.flatMap((container) => container.secrets);
      for (const { name, valueFrom } of references.filter((one) => !/^DB_/.test(one.name))) {
        expect(valueFrom, name).toMatch(
          /:secret:chancery-[a-z]+\/(\w+)-AbCdEf:::version-of-\1StoredVersion$/,
        );
      }
    },
  },
  {
    name: 'an execution role reads exactly the secrets that its task mounts',
    holds: (stage) => {
      for (const task of ['Api', 'Worker'] as const) {
        const mounted = stage
          .containers(task)
          .flatMap((container) => container.secrets.map(({ valueFrom }) => arnOf(valueFrom)));
        const [read, decrypt, ...more] = stage.statements(`${task}ExecutionRole`);
        expect(read?.Action).toEqual(['secretsmanager:GetSecretValue']);
        expect([...new Set(read?.Resource)].sort()).toEqual([...new Set(mounted)].sort());
        expect(decrypt).toMatchObject({ Action: ['kms:Decrypt'], Resource: [stage.arn('Key', 'DataKey')] });
        expect(more).toEqual([]);
      }
    },
  },
  {
    name: 'the converter mounts no secret, and its execution role reads none',
    holds: (stage) => {
      expect(stage.container('Converter', 'converter').secrets).toEqual([]);
      expect(stage.statements('ConverterExecutionRole')).toEqual([]);
    },
  },
  {
    name: 'execution roles have AWS’s policy for pulling images and writing logs, and no other',
    holds: (stage) => {
      for (const task of Object.keys(tasks)) {
        expect(stage.inputs('Role', `${task}ExecutionRole`).managedPolicyArns).toEqual([
          'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy',
        ]);
      }
    },
  },
  {
    name: 'the site’s function has exactly the settings that the site declares, its secret by reference',
    holds: (stage) => {
      const declared = Object.entries(webVariables).filter(([, { scope }]) => scope === 'everywhere');
      const given = webEnvironment(stage);
      for (const [name, { secret }] of declared) {
        expect(Object.keys(given), name).toContain(secret ? `${name}_ARN` : name);
        if (secret) expect(Object.keys(given)).not.toContain(name);
      }
      const ours = Object.keys(given).filter(
        (name) => !/^(SST_|CACHE_|REVALIDATION_|NODE_OPTIONS$|CLERK_SECRET_KEY_(ARN|VERSION)$)/.test(name),
      );
      expect(ours.sort()).toEqual(
        declared
          .filter(([, { secret }]) => !secret)
          .map(([name]) => name)
          .sort(),
      );
    },
  },
  {
    name: 'the site’s secret is fetched before its first line runs, at the version that was deployed',
    holds: (stage) => {
      expect(webEnvironment(stage)).toMatchObject({
        NODE_OPTIONS: '--import=/opt/load-secret.mjs',
        CLERK_SECRET_KEY_ARN: stage.arn('aws:secretsmanager/secret:Secret', 'ClerkSecretKeyStored'),
        CLERK_SECRET_KEY_VERSION: 'version-of-ClerkSecretKeyStoredVersion',
      });
      expect(stage.inputs('aws:lambda/function:Function', 'WebServerEuwest2Function').layers).toEqual([
        stage.arn('LayerVersion', 'SiteSecretLoader'),
      ]);
    },
  },
  {
    name: 'the site’s role reads the site’s secret and no other',
    holds: (stage) => {
      const read = stage
        .statements('WebServerEuwest2Role')
        .filter(({ Action }) => Action.some((action) => action.startsWith('secretsmanager:')));
      expect(read).toEqual([
        {
          Effect: 'Allow',
          Action: ['secretsmanager:GetSecretValue'],
          Resource: [stage.arn('aws:secretsmanager/secret:Secret', 'ClerkSecretKeyStored')],
        },
      ]);
    },
  },
];
