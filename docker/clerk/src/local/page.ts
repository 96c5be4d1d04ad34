import { fullName, primaryAddress } from '../people.ts';
import type { Letter, User } from '../store/records.ts';
import { html, Markup } from './html.ts';
import { style } from './style.ts';

export interface PeoplePage {
  users: User[];
  letters: Letter[];
  webUrl: string;
  csrf: string;
  styleNonce: string;
  /** What the last act came to. */
  notice?: { kind: 'status' | 'alert'; text: string };
}

const LETTERS_SHOWN = 12;

/** The page on which a developer sees who there is, becomes one of them, and reads the codes. */
export function peoplePage(page: PeoplePage): string {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>People · Chancery</title>
        <style nonce="${page.styleNonce}">
          ${new Markup(style)}
        </style>
      </head>
      <body>
        <main>
          <h1>People</h1>
          <p>Everyone who can sign in to ${page.webUrl} on this machine. Nothing here leaves it.</p>
          ${page.notice ? html`<p role="${page.notice.kind}">${page.notice.text}</p>` : ''} ${people(page)}
          <h2>Codes</h2>
          ${codes(page.letters)}
          <h2>Add a person</h2>
          ${addForm(page.csrf)}
        </main>
      </body>
    </html>`;
  return document.text;
}

function people(page: PeoplePage): Markup {
  if (page.users.length === 0)
    return html`<p>Nobody yet. Add a person below, or sign up in the application.</p>`;
  const rows = page.users.map((user) => {
    const address = primaryAddress(user);
    const name = fullName(user);
    return html`<tr>
      <td>${name || address}${name ? html`<small>${address}</small>` : ''}</td>
      <td class="wide">${when(user.createdAt)}</td>
      <td>${user.lastSignInAt ? when(user.lastSignInAt) : 'never'}</td>
      <td>${user.banned ? 'banned' : signInForm(page.csrf, user, address)}</td>
    </tr>`;
  });
  return html`<table>
    <thead>
      <tr>
        <th>Person</th>
        <th class="wide">Created</th>
        <th>Last sign-in</th>
        <th></th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function signInForm(csrf: string, user: User, address: string): Markup {
  return html`<form method="post" action="/__local/sign-in-as">
    <input type="hidden" name="csrf" value="${csrf}" /><input type="hidden" name="user" value="${user.id}" />
    <button aria-label="Sign in as ${address}">Sign in as</button>
  </form>`;
}

function codes(letters: Letter[]): Markup {
  if (letters.length === 0)
    return html`<p>No code has been asked for. Addresses with +clerk_test always get 424242.</p>`;
  const rows = letters.slice(0, LETTERS_SHOWN).map(
    (letter) =>
      html`<tr>
        <td>${letter.to}</td>
        <td>${letter.purpose}</td>
        <td class="wide">${when(letter.at)}</td>
        <td><code>${letter.code}</code></td>
      </tr>`,
  );
  return html`<table>
    <thead>
      <tr>
        <th>To</th>
        <th>For</th>
        <th class="wide">Sent</th>
        <th>Code</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function addForm(csrf: string): Markup {
  return html`<form class="new" method="post" action="/__local/people">
    <input type="hidden" name="csrf" value="${csrf}" />
    <label>E-mail address<input name="email" type="email" required autocomplete="off" /></label>
    <label
      >Password, 8 characters or more<input
        name="password"
        type="password"
        required
        minlength="8"
        maxlength="72"
        autocomplete="new-password"
    /></label>
    <label>First name<input name="first" autocomplete="off" /></label>
    <label>Last name<input name="last" autocomplete="off" /></label>
    <button>Add person</button>
  </form>`;
}

/** A time in UTC, to the minute. */
function when(time: number): Markup {
  const iso = new Date(time).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')}</time>`;
}
