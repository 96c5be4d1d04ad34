import { expect, it } from 'vitest';
import { html } from './html.ts';

it('escapes what is put in, in text and in attributes, once', () => {
  const inner = html`<b title="${`"'`}">${'<script>&'}</b>`;
  expect(html`<p>${[inner, 3]}</p>`.text).toBe('<p><b title="&quot;&#39;">&lt;script&gt;&amp;</b>3</p>');
});
