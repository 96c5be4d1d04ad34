/** A place on a page of the rendition: fractions of the page, origin top left. */
export interface PlacedBox {
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export type CitationStatus = 'verified' | 'corrected' | 'not_found';

/** A quote as the server found it (or did not) in the text of record of one version. */
export interface VerifiedCitation {
  status: CitationStatus;
  /** As it stands in the document; as the model gave it when it was not found. */
  quote: string;
  documentId: string;
  documentName: string;
  versionId: string;
  page: number | null;
  boxes: PlacedBox[];
  anchors: string[];
}
