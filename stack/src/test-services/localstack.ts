import { LocalstackContainer, type StartedLocalStackContainer } from '@testcontainers/localstack';
import { bucket, region, senderAddress } from '../environment.ts';
import { ownerLabels } from './leftovers.ts';
import { onLoopback } from './loopback.ts';

class LocalStack extends LocalstackContainer {
  protected override async beforeContainerCreated(): Promise<void> {
    await super.beforeContainerCreated();
    onLoopback(this.hostConfig);
  }
}

/** The only keys with which LocalStack checks the signature of a presigned URL. */
export const localStackKeys = { accessKeyId: 'test', secretAccessKey: 'test' } as const;

/** Starts the project's LocalStack; it makes the bucket and verifies the sender before it says that it is ready. */
export function startLocalStack(image: string): Promise<StartedLocalStackContainer> {
  return new LocalStack(image)
    .withEnvironment({ AWS_REGION: region, S3_BUCKET: bucket, SES_FROM_ADDRESS: senderAddress })
    .withLabels(ownerLabels())
    .start();
}
