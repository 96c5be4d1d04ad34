import { describe, expect, it } from 'vitest';
import { siteUnderTest } from './testing/site.ts';
import { Visitor } from './testing/visitor.ts';

const under = siteUnderTest();
const password = 'correct-horse-battery-1';

async function newPerson(): Promise<string> {
  const { url, secretKey } = under.clerk;
  const email = `site-${crypto.randomUUID()}+clerk_test@chancery.example`;
  const made = await fetch(`${url}/v1/users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email_address: [email], password }),
  });
  if (!made.ok) throw new Error(`nobody was made: ${made.status}`);
  return email;
}

describe('a person', () => {
  it('who is a stranger is shown the sign-in, by the way that a browser takes', async () => {
    const visitor = new Visitor(under.origin);
    const response = await visitor.open('/projects');
    expect(response.status).toBe(200);
    expect(visitor.path.at(-1)).toContain('/sign-in?redirect_url=');
    expect(visitor.path.every((step) => step.startsWith('/') || step.startsWith(under.origin))).toBe(true);
  });

  it('signs in through the site, and its pages open', async () => {
    const email = await newPerson();
    const visitor = new Visitor(under.origin);
    await visitor.open('/sign-in');
    const signedIn = await visitor.signIn(email, password);
    expect(signedIn.status).toBe(200);
    const page = await visitor.open('/projects');
    expect([page.status, new URL(visitor.path.at(-1) ?? '', under.origin).pathname]).toEqual([
      200,
      '/projects',
    ]);
    expect(visitor.path.some((step) => step.includes('/__clerk/v1/client/handshake'))).toBe(true);
    const html = await page.text();
    for (const seen of ['aria-label="Main navigation"', 'New project', '<title>Projects']) {
      expect([seen, html.includes(seen)]).toEqual([seen, true]);
    }
  });

  it('who is signed in is told what is not there', async () => {
    const email = await newPerson();
    const visitor = new Visitor(under.origin);
    await visitor.open('/sign-in');
    await visitor.signIn(email, password);
    const page = await visitor.open('/nothing-here');
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('Not found');
  });

  it('with a wrong password stays outside', async () => {
    const email = await newPerson();
    const visitor = new Visitor(under.origin);
    await visitor.open('/sign-in');
    expect((await visitor.signIn(email, 'wrong-password-1')).status).toBe(422);
    await visitor.open('/projects');
    expect(visitor.path.at(-1)).toContain('/sign-in?redirect_url=');
  });

  it('does not reach what the stand-in shows to this machine alone', async () => {
    const response = await fetch(`${under.origin}/__clerk/__local/`);
    expect(response.status).toBe(404);
  });
});
