import type { Route } from './route.ts';

const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** A readable page of the route table, without a script: what the API can do, by area. */
export function docsPage(routes: readonly Route[]): string {
  const areas = Map.groupBy(routes, (entry) => entry.operation.split('.')[0] ?? '');
  const sections = [...areas].map(
    ([area, list]) =>
      `<section><h2>${escape(area)}</h2><table><thead><tr><th>Call</th><th>What it does</th><th>Policy</th></tr></thead><tbody>${list
        .map(
          (entry) =>
            `<tr><td><code><b>${entry.method.toUpperCase()}</b> ${escape(entry.path)}</code></td><td>${escape(entry.summary)}</td><td><code>${escape(entry.policy.name)}</code></td></tr>`,
        )
        .join('')}</tbody></table></section>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Chancery API</title><style>
body{font:15px/1.5 Georgia,serif;max-width:60rem;margin:3rem auto;padding:0 1rem;color:#1c1b1a;background:#faf8f4}
h1,h2{font-weight:500}h2{text-transform:capitalize;margin-top:2rem}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.4rem .75rem .4rem 0;border-bottom:1px solid #ddd8cf;vertical-align:top}
code{font:13px/1.5 ui-monospace,monospace}th{font-size:13px;font-weight:600}</style></head><body>
<h1>Chancery API</h1><p>Every call but <code>/downloads/:token</code> carries <code>Authorization: Bearer</code> with a session token. Errors are RFC 9457 problem details. The machine-readable description is <a href="/openapi.json">/openapi.json</a>.</p>
${sections.join('\n')}</body></html>`;
}
