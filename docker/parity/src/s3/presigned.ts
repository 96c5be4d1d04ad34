import { checksOf, outcome, type Check } from '../check.ts';
import { presignGet, seeded } from '../objects.ts';

/** When and by whom an address is signed. */
export const presignedChecks: Check[] = [
  ...checksOf('presignGet, presignPut', [
    {
      id: 'presigned-expired',
      title: 'an address that has expired is refused',
      expected: { good: '200', expired: '403 AccessDenied' },
      ask: async (place) => {
        const key = await seeded(place, 'expired');
        const signed = async (agoMs: number) => {
          const url = await presignGet(place, key, {
            expiresIn: 60,
            signingDate: new Date(Date.now() - agoMs),
          });
          return outcome(await fetch(url));
        };
        return { good: await signed(0), expired: await signed(61_000) };
      },
    },
    {
      id: 'presigned-wrong-secret',
      title: 'an address signed with another secret is refused',
      expected: '403 SignatureDoesNotMatch',
      ask: async (place) => {
        const client = place.s3With({ credentials: { ...place.credentials, secretAccessKey: 'another' } });
        return outcome(await fetch(await presignGet(place, await seeded(place, 'secret'), { client })));
      },
    },
  ]),
  {
    id: 'presigned-unknown-key',
    title: 'an address signed by an unknown access key is refused',
    expected: '403 InvalidAccessKeyId',
    ask: async (place) => {
      const { secretAccessKey } = place.credentials;
      const client = place.s3With({ credentials: { accessKeyId: 'AKIAPARITYUNKNOWN000', secretAccessKey } });
      return outcome(await fetch(await presignGet(place, await seeded(place, 'unknown'), { client })));
    },
  },
  {
    id: 'presigned-unsigned-header',
    title: 'an x-amz header that the signature does not cover is refused',
    expected: '403 AccessDenied',
    ask: async (place) => {
      const url = await presignGet(place, await seeded(place, 'header'));
      return outcome(await fetch(url, { headers: { 'x-amz-request-payer': 'requester' } }));
    },
  },
  {
    id: 'presigned-incomplete',
    title: 'an address without its time of life is refused',
    expected: '400 AuthorizationQueryParametersError',
    ask: async (place) => {
      const url = await presignGet(place, await seeded(place, 'incomplete'));
      return outcome(await fetch(url.replace(/&X-Amz-Expires=\d+/, '')));
    },
  },
];
