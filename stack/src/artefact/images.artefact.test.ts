import { deflateSync, crc32 } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { runsHere } from './runs-here.ts';
import { siteUnderTest } from './testing/site.ts';

const why = runsHere
  ? ''
  : ` (skipped: the function is for linux-x64, this is ${process.platform}-${process.arch})`;

describe.runIf(runsHere)(`the image function${why}`, () => {
  const under = siteUnderTest();
  const image = (parameters: Record<string, string>, accept = 'image/webp'): Promise<Response> =>
    fetch(`${under.origin}/_next/image?${new URLSearchParams(parameters)}`, { headers: { accept } });

  beforeAll(async () => {
    await under.site.bucket.put('pictures/wide.png', png(640, 480), 'image/png');
    await under.site.bucket.put('pictures/drawing.svg', Buffer.from(drawing), 'image/svg+xml');
  });

  it('makes a smaller WebP of a picture in the bucket', async () => {
    const response = await image({ url: '/pictures/wide.png', w: '64', q: '75' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(webpSize(Buffer.from(await response.arrayBuffer()))).toEqual({ width: 64, height: 48 });
    expect(under.site.image.coldStarts.length).toBe(1);
    expect(under.site.server.coldStarts.length).toBe(0);
  });

  it('leaves the format to a viewer who knows no WebP', async () => {
    const response = await image({ url: '/pictures/wide.png', w: '64', q: '75' }, 'image/png');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it.each([
    ['a picture of elsewhere', { url: 'https://evil.example/x.png', w: '64', q: '75' }],
    ['an address inside of AWS', { url: 'http://169.254.169.254/latest/meta-data', w: '64', q: '75' }],
    ['a width that no page asks for', { url: '/pictures/wide.png', w: '63', q: '75' }],
    ['a quality that no page asks for', { url: '/pictures/wide.png', w: '64', q: '101' }],
    ['nothing', {}],
  ])('refuses %s', async (_what, parameters) => {
    expect((await image(parameters)).status).toBe(400);
  });

  it.each([
    ['a drawing, which could hold a script', '/pictures/drawing.svg'],
    ['a picture that is not there', '/pictures/none.png'],
    ['what lies outside of the files', '/../_cache/x'],
  ])('gives nothing of %s', async (_what, url) => {
    const response = await image({ url, w: '64', q: '75' });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.headers.get('content-type') ?? '').not.toContain('svg');
    expect(await response.text()).not.toMatch(/script|NoSuchKey|node_modules/);
  });

  it('knows no secret of the site', () => {
    expect(under.site.services.calls).toEqual([]);
  });
});

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';

/** A grey picture. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits of grey.
  head[8] = 8;
  const rows = Buffer.alloc((width + 1) * height, 0x80);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The size in the first frame of a lossy WebP. */
function webpSize(file: Buffer): { width: number; height: number } {
  expect([file.toString('latin1', 0, 4), file.toString('latin1', 8, 16)]).toEqual(['RIFF', 'WEBPVP8 ']);
  return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
}
