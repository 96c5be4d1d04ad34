import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '@chancery/stack/testing';
import { callApi, newPerson, newProject, type TestPerson } from '../testing/person.ts';
import { startProcess, type TestProcess } from '../testing/processes.ts';
import { routes } from './routes.ts';

const wrongBodies: unknown[] = [
  null,
  7,
  'text',
  [],
  [[]],
  { '': null },
  { name: 5, title: {}, text: [], documentIds: 'x', columns: {} },
];
const wrongIds = ['0', 'null', '%00', "' or 1=1", '0190b8a0-0000-7000-8000-00000000000g', 'a'.repeat(500)];

describe('wrong input', () => {
  let database: TestDatabase;
  let api: TestProcess;
  let person: TestPerson;
  let token: string;

  beforeAll(async () => {
    database = await createDatabase();
    api = await startProcess('api', database);
    person = await newPerson(api);
    token = await person.token(600);
  });
  afterAll(async () => {
    await api?.kill();
    await database?.drop();
  });

  it.each(
    routes.filter((entry) => entry.body !== undefined).map((entry) => [entry.operation, entry] as const),
  )('of the body is refused by %s with a named problem', async (_name, entry) => {
    const ids: Record<string, string> = { projectId: await newProject(person), provider: 'anthropic' };
    const path = entry.path.replace(
      /:(\w+)/g,
      (_match, name: string) => ids[name] ?? '0190b8a0-0000-7000-8000-000000000000',
    );
    for (const body of [...wrongBodies.map((one) => JSON.stringify(one)), '{"unfinished":']) {
      const answer = await callApi(api.url, entry.method, path, { body, token });
      expect(answer.status, `${body} gave ${JSON.stringify(answer.body)}`).toBeGreaterThanOrEqual(400);
      expect(answer.status, `${body} gave ${JSON.stringify(answer.body)}`).toBeLessThan(500);
      expect(answer.body).toMatchObject({
        code: expect.any(String),
        requestId: expect.any(String),
        title: expect.any(String),
      });
    }
  });

  it.each(
    routes.filter((entry) => entry.path.includes(':')).map((entry) => [entry.operation, entry] as const),
  )('in the address is answered by %s like what does not exist', async (_name, entry) => {
    for (const wrong of wrongIds) {
      const path = entry.path.replace(/:\w+/g, encodeURIComponent(wrong));
      const answer = await callApi(api.url, entry.method, path, { token });
      expect(answer.status, `${path} gave ${JSON.stringify(answer.body)}`).toBe(404);
    }
  });

  it('names what is wrong', async () => {
    const projectId = await newProject(person);
    const column = { name: 'Rent', format: 'colour', question: 'Which?' };
    const format = await person.call('post', '/reviews', { projectId, title: 'R', columns: [column] });
    expect(format).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', fields: [{ path: 'body.columns.0.format' }] },
    });
    const text = await callApi(api.url, 'post', '/projects', { token, body: 'not json' });
    expect(text).toMatchObject({ status: 400, body: { code: 'invalid_json' } });
    const nowhere = await person.call('get', '/nowhere');
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'route_not_found' } });
    const paging = await person.call('get', '/projects?limit=many');
    expect(paging).toMatchObject({ status: 400, body: { fields: [{ path: 'query.limit' }] } });
  });

  it('of a token is refused, with the key at hand and with the keys fetched from the instance', async () => {
    await using fetching = await startProcess('api', database, { CLERK_JWT_KEY: undefined });
    const [head, claims, signature = ''] = token.split('.');
    const turned = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    for (const { url } of [api, fetching]) {
      expect((await callApi(url, 'get', '/account', { token })).status).toBe(200);
      const altered = await callApi(url, 'get', '/account', { token: `${head}.${claims}.${turned}` });
      expect(altered).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
      const expired = await callApi(url, 'get', '/account', { token: await person.token(-60) });
      expect(expired).toMatchObject({ status: 401, body: { code: 'token_expired' } });
    }
  });

  it('ends no process: it serves on', async () => {
    expect((await callApi(api.url, 'get', '/readyz')).status).toBe(200);
    expect(api.output()).not.toContain('uncaught');
  });
});
