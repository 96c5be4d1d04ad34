import { GetBucketCorsCommand, S3Client } from '@aws-sdk/client-s3';
import type { Settings } from '../config.ts';
import { emptyBucket } from './own-bucket.ts';

/** A mailbox that takes what is sent to it and harms no reputation. */
const SIMULATOR = 'success@simulator.amazonses.com';

/**
 * A bucket on AWS that is there already.
 *
 * @returns where it is, and what removes everything under a prefix of it
 */
export async function openAws({ region, endpoint, credentials, bucket, sender }: Settings) {
  if (!credentials || !bucket) throw new Error('AWS needs an access key and --bucket');
  const s3 = new S3Client({ region, endpoint, credentials, forcePathStyle: true });
  const { CORSRules } = await s3.send(new GetBucketCorsCommand({ Bucket: bucket }));
  const webOrigin = CORSRules?.flatMap(({ AllowedOrigins }) => AllowedOrigins ?? [])[0];
  if (!webOrigin) throw new Error(`The CORS rules of ${bucket} allow no origin`);
  const remove = async (prefix: string) => {
    await emptyBucket(s3, bucket, prefix);
    s3.destroy();
  };
  return { endpoint, credentials, bucket, webOrigin, sender, recipient: SIMULATOR, remove };
}
