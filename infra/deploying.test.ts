import { describe, expect, it } from 'vitest';
import { deployRegion, deploySettings } from './settings.ts';
import { appOf } from './stage-policy.ts';
import { SECRETS, Synthesiser, synthesise } from './testing/stages.ts';

const without = (...names: string[]): string[] => SECRETS.filter((name) => !names.includes(name));
const domain = { CHANCERY_DOMAIN: 'chancery.example' };

describe('a machine that deploys', () => {
  it('is told every setting that is missing or wrong at once, by name', () => {
    const faults = (): unknown =>
      deploySettings({
        CHANCERY_DOMAIN: 'not a domain',
        CHANCERY_BASTION_ADDRESSES:
          '203.0.113.7/32, 0.0.0.0/0, 203.0.113.0/33, 300.0.113.7/32, 198.51.100.9/24, home',
        CHANCERY_BACKEND_IMAGE: 'registry.example/chancery:latest',
        CHANCERY_OPENAI_COMPATIBLE_BASE_URL: 'https://models.example',
      });
    for (const fault of [
      /CHANCERY_DOMAIN must be a domain name/,
      /CHANCERY_BASTION_ADDRESSES: 0\.0\.0\.0\/0/,
      /CHANCERY_BASTION_ADDRESSES: 203\.0\.113\.0\/33/,
      /CHANCERY_BASTION_ADDRESSES: 300\.0\.113\.7/,
      /CHANCERY_BASTION_ADDRESSES: 198\.51\.100\.9\/24/,
      /CHANCERY_BASTION_ADDRESSES: home/,
      /CHANCERY_BACKEND_IMAGE must name an image by its digest/,
      /CHANCERY_OPENAI_COMPATIBLE_BASE_URL and CHANCERY_OPENAI_COMPATIBLE_MODEL/,
    ]) {
      expect(faults).toThrow(fault);
    }
    expect(faults).not.toThrow(/203\.0\.113\.7/);
  });

  it.each(['models.example', 'http://models.example/v1', 'https://'])(
    'is told that %s is no address of a model',
    (address) => {
      const settings = {
        ...domain,
        CHANCERY_OPENAI_COMPATIBLE_BASE_URL: address,
        CHANCERY_OPENAI_COMPATIBLE_MODEL: 'a-model',
      };
      expect(() => deploySettings(settings)).toThrow(/CHANCERY_OPENAI_COMPATIBLE_BASE_URL must be/);
    },
  );

  it('needs a domain and nothing else', () => {
    expect(deploySettings(domain)).toEqual({
      domain: 'chancery.example',
      bastionAddresses: [],
      alarmEmails: [],
      backendImage: undefined,
      siteFolder: 'frontend',
      compatibleModel: { baseUrl: '', model: '' },
    });
    expect(deployRegion({})).toBe('eu-west-2');
    expect(deployRegion({ CHANCERY_REGION: 'eu-central-1' })).toBe('eu-central-1');
  });
});

describe.concurrent('the config', () => {
  it.each([
    [
      'infra/backend-image.ts',
      'import type { DeploySettings }',
      "import '@pulumi/docker-build';\nimport type { DeploySettings }",
    ],
    ['sst.config.ts', 'export default', "import './infra/names.ts';\nexport default"],
  ])('is refused when %s imports what SST cannot load yet', async (file, from, to) => {
    const synthesiser = new Synthesiser();
    await expect(synthesiser.synthesise('staging', [{ file, from, to }])).rejects.toThrow(/must not import/);
    synthesiser.close();
  });
});

describe('the name of a stage', () => {
  it.each(['production', 'jane', 'pr-12', 'a-name-of-nineteen1'])('may be %s', (stage) => {
    expect(() => appOf(stage)).not.toThrow();
  });

  it.each(['Jane', 'jane.doe', 'pr--12', 'pr-', 'a-name-of-twenty-1-2', ''])('may not be "%s"', (stage) => {
    expect(() => appOf(stage)).toThrow(/cannot be deployed/);
  });
});

describe.concurrent('a stage', () => {
  it('is not deployed while a secret that every stage needs is missing', async () => {
    await expect(synthesise('staging', { secrets: without('DownloadSigningSecret') })).rejects.toThrow(
      /DownloadSigningSecret/,
    );
  });

  it('may lack the keys of model providers: nothing stands for them, and processes find them empty', async () => {
    const stage = await synthesise('staging', {
      secrets: without('AnthropicApiKey', 'OpenaiApiKey', 'GeminiApiKey', 'OpenaiCompatibleApiKey'),
    });
    const { environment, secrets } = stage.container('Api', 'api');
    expect(environment).toContainEqual({ name: 'ANTHROPIC_API_KEY', value: '' });
    expect(secrets.map(({ name }) => name)).not.toContain('ANTHROPIC_API_KEY');
    expect(stage.all('aws:secretsmanager/secret:Secret').map(({ name }) => name)).not.toContain(
      'AnthropicApiKeyStored',
    );
  });

  it('runs an image that was built and tested before, and builds none', async () => {
    const image = `123456789012.dkr.ecr.eu-west-2.amazonaws.com/chancery@sha256:${'a'.repeat(64)}`;
    const stage = await synthesise('staging', { environment: { CHANCERY_BACKEND_IMAGE: image } });
    expect(new Set(stage.everyContainer.map((container) => container.image))).toEqual(new Set([image]));
    expect(stage.all('docker-build:index:Image')).toEqual([]);
    expect(stage.all('aws:ecr/repository:Repository')).toHaveLength(1);
  });

  it('lets the name of a model endpoint of its own be asked for', async () => {
    const stage = await synthesise('staging', {
      environment: {
        CHANCERY_OPENAI_COMPATIBLE_BASE_URL: 'https://models.example:8443/v1',
        CHANCERY_OPENAI_COMPATIBLE_MODEL: 'a-model',
      },
    });
    expect(stage.inputs('ResolverFirewallDomainList', 'DnsNeeded').domains).toContain('models.example');
  });

  it('stands in the region that was set', async () => {
    const stage = await synthesise('staging', { environment: { CHANCERY_REGION: 'eu-central-1' } });
    expect(stage.graph.app.providers.aws).toMatchObject({ region: 'eu-central-1' });
    expect(stage.inputs('VpcEndpoint', 'LayersEndpoint').policy).toContain(
      'prod-eu-central-1-starport-layer-bucket',
    );
    expect(stage.container('Api', 'api').environment).toContainEqual({
      name: 'AWS_REGION',
      value: 'eu-central-1',
    });
  });
});
