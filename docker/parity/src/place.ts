import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { randomUUID } from 'node:crypto';
import { sesMailer, type Mailer } from '../../../backend/src/mail/ses.ts';
import { s3ObjectStore, type ObjectStore } from '../../../backend/src/storage/object-store.ts';
import type { OpenPage } from './browser.ts';
import type { Target } from './check.ts';
import { pointSdkAt, type Credentials } from './config.ts';

/** Where a server is and what may be done there. */
export interface Access {
  target: Target;
  region: string;
  /** Empty on AWS. */
  endpoint?: string;
  credentials: Credentials;
  bucket: string;
  /** The origin that the bucket's CORS rules allow. */
  webOrigin: string;
  /** A verified address; without one no mail can be sent. */
  sender?: string;
  /** Takes what is sent to it. */
  recipient: string;
  /** The bucket that the product would use, which the server made when it started. */
  productBucket?: string;
  /** Pages in a browser: one of the allowed origin and one of another. */
  pages(): Promise<{ own: OpenPage; foreign: OpenPage }>;
}

/** What a check needs to ask. */
export interface Place extends Access {
  /** Set like the product's own client, and answers a refusal at once. */
  s3: S3Client;
  ses: SESv2Client;
  /** The product's own adapters. */
  store: ObjectStore;
  mailer: Mailer;
  /** A key of this run. */
  key(name: string): string;
  /** A client with other settings; closed with the place. */
  s3With(settings: S3ClientConfig): S3Client;
  close(): void;
}

/** Makes the clients for a server. */
export function placeAt(access: Access): Place {
  const { region, endpoint, credentials, bucket } = access;
  const common = { region, endpoint, credentials, maxAttempts: 1 };
  const clients: { destroy(): void }[] = [];
  const keep = <T extends { destroy(): void }>(client: T): T => {
    clients.push(client);
    return client;
  };
  const s3With = (settings: S3ClientConfig) =>
    keep(
      new S3Client({
        ...common,
        forcePathStyle: true,
        requestChecksumCalculation: 'WHEN_REQUIRED',
        ...settings,
      }),
    );
  pointSdkAt(endpoint, credentials);
  const store = s3ObjectStore({ AWS_REGION: region, S3_BUCKET: bucket });
  const mailer = sesMailer({
    AWS_REGION: region,
    SES_FROM_ADDRESS: access.sender ?? 'nobody@parity.example',
  });
  const run = randomUUID();
  return {
    ...access,
    s3: s3With({}),
    ses: keep(new SESv2Client(common)),
    store,
    mailer,
    key: (name) => `parity/${run}/${name}`,
    s3With,
    close: () => {
      store.close();
      mailer.close();
      for (const client of clients) client.destroy();
    },
  };
}
