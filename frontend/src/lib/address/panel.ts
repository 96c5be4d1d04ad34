/** What the right panel shows, as it stands in the address. */
export interface PanelState {
  documentId: string;
  versionId: string | null;
  page: number | null;
  /** Key of the citation to outline. */
  citation: string | null;
}

const names = ['doc', 'version', 'page', 'cite'] as const;

export function readPanel(search: URLSearchParams): PanelState | null {
  const documentId = search.get('doc');
  if (!documentId) return null;
  const page = Number(search.get('page'));
  return {
    documentId,
    versionId: search.get('version'),
    page: Number.isInteger(page) && page > 0 ? page : null,
    citation: search.get('cite'),
  };
}

/** The query text that shows `panel` (null closes it) and leaves the other parameters as they are. */
export function writePanel(search: URLSearchParams, panel: PanelState | null): string {
  const next = new URLSearchParams(search);
  for (const name of names) next.delete(name);
  if (panel) {
    next.set('doc', panel.documentId);
    if (panel.versionId) next.set('version', panel.versionId);
    if (panel.page) next.set('page', String(panel.page));
    if (panel.citation) next.set('cite', panel.citation);
  }
  const text = next.toString();
  return text ? `?${text}` : '';
}
