import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { forwardTo } from './edge.ts';

interface Listening extends AsyncDisposable {
  port: number;
}

async function listen(listener: RequestListener): Promise<Listening> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

it('hands a request on with its own host, its headers and its body, and the answer back as it is', async () => {
  await using behind = await listen((asked, answer) => {
    void textOf(asked).then((body) => {
      answer.writeHead(207, [
        ...['set-cookie', 'a=1', 'set-cookie', 'b=2'],
        ...['x-seen', `${asked.method} ${asked.url} ${asked.headers.host} ${asked.headers['x-own']}`],
      ]);
      answer.end(body.toUpperCase());
    });
  });
  await using edge = await listen(forwardTo(`http://127.0.0.1:${behind.port}`));
  const asked = request({
    host: '127.0.0.1',
    port: edge.port,
    method: 'PUT',
    path: '/a?b=c',
    headers: { host: 'files.chancery.test', 'x-own': 'kept' },
  }).end('body');
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(207);
  expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  expect(answer.headers['x-seen']).toBe('PUT /a?b=c files.chancery.test kept');
  expect(await textOf(answer)).toBe('BODY');
});

it('hands an answer on part by part', async () => {
  let writePart: (part: string) => void = () => undefined;
  await using behind = await listen((_asked, answer) => {
    answer.writeHead(200).flushHeaders();
    writePart = (part) => void answer.write(part);
  });
  await using edge = await listen(forwardTo(`http://127.0.0.1:${behind.port}`));
  const asked = request({ host: '127.0.0.1', port: edge.port }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  for (const part of ['first', 'second']) {
    writePart(part);
    expect(String((await once(answer, 'data'))[0])).toBe(part);
  }
  answer.destroy();
});

it('answers 502 when nobody is behind it', async () => {
  let port = 0;
  {
    await using gone = await listen(() => undefined);
    port = gone.port;
  }
  await using edge = await listen(forwardTo(`http://127.0.0.1:${port}`));
  expect((await fetch(`http://127.0.0.1:${edge.port}/`)).status).toBe(502);
});
