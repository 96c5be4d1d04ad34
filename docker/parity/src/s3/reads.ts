import { refusal, type Check } from '../check.ts';
import { get, put } from '../objects.ts';
import type { Place } from '../place.ts';

async function range(place: Place, Range: string): Promise<unknown> {
  const { text, ContentRange, $metadata } = await get(place, 'digits', { Range });
  return [$metadata.httpStatusCode, text, ContentRange ?? null];
}

/** Parts of an object, and reads and writes under a condition. */
export const readChecks: Check[] = [
  {
    id: 'ranges',
    title: 'one range of an object: a piece, from a byte on, the last bytes, more than there is',
    expected: {
      piece: [206, '234', 'bytes 2-4/10'],
      open: [206, '789', 'bytes 7-9/10'],
      suffix: [206, '789', 'bytes 7-9/10'],
      overTheEnd: [206, '56789', 'bytes 5-9/10'],
      longSuffix: [206, '0123456789', 'bytes 0-9/10'],
      beyond: '416 InvalidRange',
    },
    ask: async (place) => {
      await put(place, 'digits', '0123456789');
      return {
        piece: await range(place, 'bytes=2-4'),
        open: await range(place, 'bytes=7-'),
        suffix: await range(place, 'bytes=-3'),
        overTheEnd: await range(place, 'bytes=5-99'),
        longSuffix: await range(place, 'bytes=-99'),
        beyond: await refusal(get(place, 'digits', { Range: 'bytes=10-' })),
      };
    },
  },
  {
    id: 'conditional-reads',
    title: 'a read under a condition',
    expected: { match: 'x', other: '412 PreconditionFailed', unchanged: '304', changed: 'x' },
    ask: async (place) => {
      const { ETag } = await put(place, 'conditional', 'x');
      return {
        match: (await get(place, 'conditional', { IfMatch: ETag })).text,
        other: await refusal(get(place, 'conditional', { IfMatch: '"0123456789abcdef0123456789abcdef"' })),
        // The answer has no body, so that the SDK has no name for it.
        unchanged: (await refusal(get(place, 'conditional', { IfNoneMatch: ETag }))).split(' ')[0],
        changed: (await get(place, 'conditional', { IfNoneMatch: '"0123456789abcdef0123456789abcdef"' }))
          .text,
      };
    },
  },
  {
    id: 'conditional-writes',
    title: 'a write that replaces only what it names',
    expected: {
      replaced: 'accepted',
      stale: '412 PreconditionFailed',
      missing: '404 NoSuchKey',
      kept: 'two',
    },
    ask: async (place) => {
      const { ETag } = await put(place, 'swap', 'one');
      return {
        replaced: await refusal(put(place, 'swap', 'two', { IfMatch: ETag })),
        stale: await refusal(put(place, 'swap', 'three', { IfMatch: ETag })),
        missing: await refusal(put(place, 'swap-none', 'x', { IfMatch: ETag })),
        kept: (await get(place, 'swap')).text,
      };
    },
  },
];
