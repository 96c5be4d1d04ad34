const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&lt;': '<',
  '&gt;': '>',
};
const ADDRESS = /https?:\/\/[^\s<>"'`\\]+/gi;

/** Escapes text for HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** Plain text as HTML, the web addresses in it as links. */
export function linkedText(text: string): string {
  let html = '';
  let at = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = withoutPunctuation(found[0]);
    html += escapeHtml(text.slice(at, found.index)) + anchor(address);
    at = found.index + address.length;
  }
  return html + escapeHtml(text.slice(at));
}

/** A link that opens beside the page and tells the target nothing. */
export function anchor(address: string): string {
  const escaped = escapeHtml(address);
  return `<a href="${escaped}" target="_blank" rel="noopener noreferrer">${escaped}</a>`;
}

/** The web addresses that a message leads to, each once, in order. */
export function linksOf({ text, html }: { text: string | undefined; html: string | undefined }): string[] {
  const inText = [...(text ?? '').matchAll(ADDRESS)].map(([address]) => withoutPunctuation(address));
  const inHtml = [...(html ?? '').matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/gi)]
    .map(([, double, single, bare]) => decode(double ?? single ?? bare ?? '').trim())
    .filter((address) => /^https?:\/\//i.test(address) && URL.canParse(address));
  return [...new Set([...inHtml, ...inText])];
}

/** What ends a sentence is not part of the address in it. */
function withoutPunctuation(address: string): string {
  const trimmed = address.replace(/[.,;:!?]+$/, '');
  return /\)$/.test(trimmed) && !trimmed.includes('(') ? withoutPunctuation(trimmed.slice(0, -1)) : trimmed;
}

function decode(attribute: string): string {
  return attribute.replace(
    /&(?:amp|quot|lt|gt|#39|#x27);/gi,
    (entity) => ENTITIES[entity.toLowerCase()] ?? entity,
  );
}
