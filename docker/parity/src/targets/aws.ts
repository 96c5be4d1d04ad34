import { GetBucketCorsCommand, S3Client } from '@aws-sdk/client-s3';
import type { Settings } from '../config.ts';
import { emptyBucket } from './own-bucket.ts';

/** A mailbox that takes what is sent to it and harms no reputation. */
const SIMULATOR = 'success@simulator.amazonses.com';

/** A bucket on AWS that is there already; what the run makes in it is removed. */
export async function openAws({ region, credentials, bucket, sender }: Settings) {
  if (!credentials || !bucket) throw new Error('AWS needs an access key and --bucket');
  const s3 = new S3Client({ region, credentials });
  const { CORSRules } = await s3.send(new GetBucketCorsCommand({ Bucket: bucket }));
  const webOrigin = CORSRules?.flatMap(({ AllowedOrigins }) => AllowedOrigins ?? [])[0];
  if (!webOrigin) throw new Error(`The CORS rules of ${bucket} allow no origin`);
  const close = async () => {
    await emptyBucket(s3, bucket, 'parity/');
    s3.destroy();
  };
  return { region, credentials, bucket, webOrigin, sender, recipient: SIMULATOR, close };
}
