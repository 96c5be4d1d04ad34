import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { outcome, refusal, type Check } from '../check.ts';
import { get } from '../objects.ts';
import type { Place } from '../place.ts';

type Conditions = PresignedPostOptions['Conditions'];

async function form(place: Place, name: string, more: Partial<PresignedPostOptions> = {}, client = place.s3) {
  const Conditions: Conditions = [['content-length-range', 2, 10]];
  const { url, fields } = await createPresignedPost(client, {
    Bucket: place.bucket,
    Key: place.key(name),
    Conditions,
    ...more,
  });
  return async (file: string, changed: Record<string, string> = {}) => {
    const data = new FormData();
    for (const [field, value] of Object.entries({ ...fields, ...changed })) data.set(field, value);
    data.set('file', new Blob([file]), 'deed.txt');
    return outcome(await fetch(url, { method: 'POST', body: data }));
  };
}

/** Uploads by a form with a signed policy. The product does not use them. */
export const postPolicyChecks: Check[] = [
  {
    id: 'post-good',
    title: 'a form within its policy is taken, and the key may hold the name of the file',
    expected: { status: '204', text: 'the deed' },
    ask: async (place) => {
      const post = await form(place, 'form/${filename}', {
        Conditions: [['starts-with', '$key', place.key('form/')]],
      });
      const status = await post('the deed');
      return { status, text: (await get(place, 'form/deed.txt')).text };
    },
  },
  {
    id: 'post-size',
    title: 'a file outside the size of the policy is refused and not stored',
    expected: { big: '400 EntityTooLarge', small: '400 EntityTooSmall', stored: '404 NoSuchKey' },
    ask: async (place) => {
      const post = await form(place, 'form-size');
      return {
        big: await post('01234567890'),
        small: await post('0'),
        stored: await refusal(get(place, 'form-size')),
      };
    },
  },
  {
    id: 'post-policy',
    title: 'a form that breaks its policy, or whose policy has expired, is refused',
    expected: { otherKey: '403 AccessDenied', extraField: '403 AccessDenied', expired: '403 AccessDenied' },
    ask: async (place) => {
      const post = await form(place, 'form-policy');
      const late = await form(place, 'form-late', { Expires: -60 });
      return {
        otherKey: await post('0123', { key: place.key('form-other') }),
        extraField: await post('0123', { 'x-amz-meta-extra': 'yes' }),
        expired: await late('0123'),
      };
    },
  },
  {
    id: 'post-signature',
    title: 'a form signed with another secret is refused',
    expected: '403 SignatureDoesNotMatch',
    ask: async (place) => {
      const client = place.s3With({ credentials: { ...place.credentials, secretAccessKey: 'another' } });
      return (await form(place, 'form-signature', {}, client))('0123');
    },
  },
];
