import type { DeploySettings } from './settings.ts';
import type { StagePolicy } from './stage-policy.ts';

/**
 * The one image of all roles, by digest. Given an image that was built and tested before, nothing is built; else it
 * is built once, here. The stage's own registry is there in both cases: what it holds can be gone back to, and no
 * deployment has to delete it.
 */
export async function createBackendImage(
  policy: StagePolicy,
  settings: DeploySettings,
  key: aws.kms.Key,
): Promise<$util.Output<string>> {
  const repository = new aws.ecr.Repository('BackendRepository', {
    name: `chancery-${$app.stage}-backend`,
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: [{ filter: 'latest', filterType: 'WILDCARD' }],
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: 'KMS', kmsKey: key.arn }],
    forceDelete: !policy.keepsData,
  });
  new aws.ecr.LifecyclePolicy('BackendRepositoryLifecycle', {
    repository: repository.name,
    policy: JSON.stringify({
      rules: [
        {
          rulePriority: 1,
          description: 'The last thirty images can be gone back to',
          selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 30 },
          action: { type: 'expire' },
        },
      ],
    }),
  });
  if (settings.backendImage) return $util.output(settings.backendImage);
  const login = aws.ecr.getAuthorizationTokenOutput({ registryId: repository.registryId });
  // Loaded here: SST reads the whole config once before it has laid out its packages.
  const { Image } = await import('@pulumi/docker-build');
  const image = new Image('BackendImage', {
    context: { location: $cli.paths.root },
    dockerfile: { location: `${$cli.paths.root}/backend/Dockerfile` },
    platforms: ['linux/amd64'],
    tags: [$interpolate`${repository.repositoryUrl}:latest`],
    registries: [
      {
        address: repository.repositoryUrl,
        username: $util.secret(login.userName),
        password: $util.secret(login.password),
      },
    ],
    push: true,
    buildOnPreview: false,
  });
  return $interpolate`${repository.repositoryUrl}@${image.digest}`;
}
