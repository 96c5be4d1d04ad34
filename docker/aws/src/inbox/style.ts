import { createHash } from 'node:crypto';

/** The page's whole style. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #faf8f4; --sheet: #fff; --ink: #1d1c1a; --quiet: #5f5b54; --line: #e2ddd3; --accent: #234e3f; --chosen: #eef1ec;
  --serif: "Source Serif 4", "Source Serif Pro", Charter, "Iowan Old Style", Georgia, "Times New Roman", serif;
  --sans: Inter, "Helvetica Neue", "Segoe UI", Roboto, Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #161616; --sheet: #1e1e1e; --ink: #ececec; --quiet: #a3a3a3; --line: #333; --accent: #8fc4ab; --chosen: #262b28; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; grid-template: auto 1fr / minmax(260px, 340px) minmax(0, 1fr);
  background: var(--paper); color: var(--ink); font: 13px/20px var(--sans); }
a { color: var(--accent); text-underline-offset: 2px; }
a:focus-visible, button:focus-visible, iframe:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
header { grid-column: 1 / -1; display: flex; align-items: center; gap: 16px; padding: 12px 24px; border-bottom: 1px solid var(--line); }
header h1 { margin: 0; font: 600 18px/24px var(--serif); }
header p { margin: 0; color: var(--quiet); flex: 1; font-variant-numeric: tabular-nums; }
header a, button { height: 32px; padding: 5px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--sheet);
  color: var(--ink); font: 500 13px/20px var(--sans); text-decoration: none; cursor: pointer; }
form { margin: 0; }
nav { border-right: 1px solid var(--line); overflow: auto; }
nav ol { margin: 0; padding: 0; list-style: none; }
nav a { display: block; padding: 12px 24px; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
nav a:hover { background: var(--chosen); }
nav a[aria-current] { background: var(--chosen); box-shadow: inset 3px 0 var(--accent); }
nav .line { display: flex; gap: 12px; color: var(--quiet); }
nav .who { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
nav time { font-variant-numeric: tabular-nums; white-space: nowrap; }
nav .subject { display: block; font: 600 15px/22px var(--serif); overflow-wrap: anywhere; }
main { padding: 32px 24px 64px; min-width: 0; }
article { max-width: 760px; margin: 0 auto; }
article h2 { margin: 0 0 16px; font: 600 26px/34px var(--serif); overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: 72px minmax(0, 1fr); gap: 2px 12px; margin: 0 0 20px; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
section { margin-top: 20px; }
section h3 { margin: 0 0 6px; color: var(--quiet); font: 600 13px/20px var(--sans); }
section ul { margin: 0; padding: 0; list-style: none; }
section li { overflow-wrap: anywhere; }
iframe { display: block; width: 100%; height: 62vh; border: 1px solid var(--line); border-radius: 6px; background: #fff; resize: vertical; overflow: auto; }
.text { margin: 0; padding: 20px 24px; border: 1px solid var(--line); border-radius: 6px; background: var(--sheet);
  font: 16px/26px var(--serif); white-space: pre-wrap; overflow-wrap: anywhere; }
.empty { max-width: 420px; margin: 15vh auto 0; color: var(--quiet); font: 16px/26px var(--serif); text-align: center; }
.back { display: none; }
@media (max-width: 760px) {
  body { grid-template-columns: minmax(0, 1fr); }
  nav { border-right: 0; }
  body.list main, body.letter nav { display: none; }
  header p { visibility: hidden; white-space: nowrap; overflow: hidden; }
  .back { display: inline-block; margin-bottom: 16px; }
}
`;

/** The style by its hash, so that the policy of the page admits no other. */
export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
