import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { randomUUID } from 'node:crypto';
import { bucket, region, senderAddress, type StackPlace } from '../environment.ts';
import { request } from './http.ts';

function connection(place: StackPlace) {
  return {
    region,
    endpoint: `http://127.0.0.1:${place.ports.aws}`,
    credentials: {
      accessKeyId: place.secrets.awsAccessKeyId,
      secretAccessKey: place.secrets.awsSecretAccessKey,
    },
    maxAttempts: 1,
  };
}

/** Writes an object and reads it back. */
export async function writeAndReadObject(place: StackPlace): Promise<void> {
  const s3 = new S3Client({ ...connection(place), forcePathStyle: true });
  const Key = `probes/${randomUUID()}`;
  try {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Key }));
    const read = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    if ((await read.Body?.transformToString()) !== Key) throw new Error('an object came back changed');
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  } finally {
    s3.destroy();
  }
}

/** Sends a mail and finds it in the outbox. */
export async function sendAndReadMail(place: StackPlace): Promise<void> {
  const ses = new SESv2Client(connection(place));
  const recipient = 'probe@chancery.localhost';
  try {
    const sent = await ses.send(
      new SendEmailCommand({
        FromEmailAddress: senderAddress,
        Destination: { ToAddresses: [recipient] },
        Content: { Simple: { Subject: { Data: 'The stack starts' }, Body: { Text: { Data: 'A probe.' } } } },
      }),
    );
    const outbox = await request(`http://127.0.0.1:${place.ports.aws}/_aws/ses?id=${sent.MessageId}`);
    if (!(await outbox.text()).includes(recipient))
      throw new Error('a mail that was sent is not in the outbox');
    await request(`http://127.0.0.1:${place.ports.aws}/_aws/ses?id=${sent.MessageId}`, { method: 'DELETE' });
  } finally {
    ses.destroy();
  }
}
