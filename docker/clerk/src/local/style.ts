/** The look of the people page: one column of text, no boxes, light and dark. */
export const style = `
:root { color-scheme: light dark; --ink: #1d1d1b; --soft: #6b6a66; --line: #dedcd5; --paper: #fbfaf7; --act: #1f4f46; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9e7e1; --soft: #9d9b94; --line: #35342f; --paper: #171714; --act: #8fc7b8; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 4rem 1.5rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; }
h1, h2 { font-family: Charter, 'Source Serif 4', Georgia, serif; font-weight: 500; line-height: 1.25; }
h1 { font-size: 1.9rem; margin: 0 0 .4rem; }
h2 { font-size: 1.2rem; margin: 3rem 0 .6rem; }
p { margin: 0 0 1rem; color: var(--soft); }
p[role=status] { color: var(--act); }
p[role=alert] { color: #b3402f; }
table { width: 100%; border-collapse: collapse; font-size: .93rem; }
th { text-align: left; font-weight: 500; color: var(--soft); }
th, td { padding: .55rem .8rem .55rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline; }
th:last-child, td:last-child { padding-right: 0; text-align: right; }
td small { display: block; color: var(--soft); font-size: .85rem; }
code { font: 1.02em/1 ui-monospace, monospace; letter-spacing: .08em; }
form.new { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .9rem 1.2rem; }
label { display: block; font-size: .88rem; color: var(--soft); }
input { display: block; width: 100%; margin-top: .25rem; padding: .45rem .6rem; font: inherit; color: var(--ink);
  background: transparent; border: 1px solid var(--line); border-radius: 4px; }
button { font: inherit; color: var(--act); background: none; border: 0; padding: .2rem 0; cursor: pointer;
  text-decoration: underline; text-underline-offset: .2em; text-decoration-thickness: 1px; }
form.new button { justify-self: start; }
:focus-visible { outline: 2px solid var(--act); outline-offset: 2px; }
@media (max-width: 36rem) { form.new { grid-template-columns: 1fr; } .wide { display: none; } }
`;
