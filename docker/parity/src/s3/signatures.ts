import { GetAccountCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { checksOf, outcome, refusal } from '../check.ts';
import { seeded } from '../objects.ts';

const HOUR_MS = 3_600_000;

/** Who asked. */
export const signatureChecks = checksOf('the bucket is private', [
  {
    id: 'unsigned-read',
    title: 'a read without a signature is refused',
    expected: { object: '403 AccessDenied', head: 403, list: '403 AccessDenied' },
    ask: async (place) => {
      const key = await seeded(place, 'unsigned');
      const base = `${place.endpoint ?? `https://s3.${place.region}.amazonaws.com`}/${place.bucket}`;
      return {
        object: await outcome(await fetch(`${base}/${key}`)),
        head: (await fetch(`${base}/${key}`, { method: 'HEAD' })).status,
        list: await outcome(await fetch(`${base}?list-type=2`)),
      };
    },
  },
  {
    id: 'header-signature',
    title: 'a request with a wrong signature in its header, or with none where it writes, is refused',
    expected: {
      wrongSecret: '403 SignatureDoesNotMatch',
      unknownKey: '403 InvalidAccessKeyId',
      anHourOld: '403 RequestTimeTooSkewed',
      unsignedWrite: '403 AccessDenied',
      mailWithWrongSecret: '403 InvalidSignatureException',
    },
    ask: async (place) => {
      const key = await seeded(place, 'signed');
      const read = (client: S3Client) =>
        refusal(client.send(new GetObjectCommand({ Bucket: place.bucket, Key: key })));
      const wrongSecret = { credentials: { ...place.credentials, secretAccessKey: 'another' } };
      const unknownKey = { credentials: { accessKeyId: 'AKIAPARITYUNKNOWN000', secretAccessKey: 'another' } };
      const base = `${place.endpoint ?? `https://s3.${place.region}.amazonaws.com`}/${place.bucket}`;
      const { region, endpoint } = place;
      const ses = new SESv2Client({ region, endpoint, maxAttempts: 1, ...wrongSecret });
      try {
        return {
          wrongSecret: await read(place.s3With(wrongSecret)),
          unknownKey: await read(place.s3With(unknownKey)),
          anHourOld: await read(place.s3With({ systemClockOffset: -HOUR_MS })),
          unsignedWrite: await outcome(
            await fetch(`${base}/${place.key('unsigned-write')}`, { method: 'PUT', body: 'x' }),
          ),
          mailWithWrongSecret: await refusal(ses.send(new GetAccountCommand({}))),
        };
      } finally {
        ses.destroy();
      }
    },
  },
]);
