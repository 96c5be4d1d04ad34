import { describe, expect, it } from 'vitest';
import { functionUrlEvent } from './event.ts';

const request = (over: Partial<Parameters<typeof functionUrlEvent>[0]> = {}) => ({
  method: 'POST',
  url: '/a%20b?x=1&x=2&y',
  headers: { cookie: 'a=1; b=2', 'content-type': 'application/json', host: 'viewer.example' },
  body: Buffer.from('{"ä":1}'),
  ...over,
});

describe('the event of a function address', () => {
  it('holds path, query, cookies and text as the address hands them over', () => {
    expect(functionUrlEvent(request())).toMatchObject({
      rawPath: '/a%20b',
      rawQueryString: 'x=1&x=2&y',
      queryStringParameters: { x: '1,2', y: '' },
      cookies: ['a=1', 'b=2'],
      body: '{"ä":1}',
      isBase64Encoded: false,
      requestContext: { http: { method: 'POST', path: '/a%20b' } },
    });
  });

  it('names the host of the function and leaves the cookies out of the headers', () => {
    const { headers } = functionUrlEvent(request()) as { headers: Record<string, string> };
    expect(headers.host).toMatch(/\.lambda-url\..+\.on\.aws$/);
    expect(headers).not.toHaveProperty('cookie');
  });

  it('brings everything that is no text in base64', () => {
    const body = Buffer.from([0, 255]);
    const headers = { 'content-type': 'image/png' };
    expect(functionUrlEvent(request({ headers, body }))).toMatchObject({
      body: body.toString('base64'),
      isBase64Encoded: true,
    });
  });

  it('has no body where there is none', () => {
    const event = functionUrlEvent(request({ method: 'GET', body: Buffer.alloc(0) }));
    expect(event).not.toHaveProperty('body');
    expect(event.isBase64Encoded).toBe(false);
  });
});
