'use client';

import { Download, X } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { IconButton } from '@/components/ui/button';
import { EmptyState, LoadError } from '@/components/ui/states';
import { stateOf } from '@/features/documents/messages';
import { useDocument, useDownload, useVersions } from '@/features/documents/queries';
import { useCitation } from '@/lib/address/citations';
import type { PanelState } from '@/lib/address/panel';
import { usePanel } from '@/lib/address/use-panel';
import type { StoredDocument } from '@/lib/api/types';
import './viewer.css';
import { messages } from './messages';
import { PdfView } from './pdf-view';
import { usePdf } from './use-pdf';

function PanelHead({ document, panel }: { document: StoredDocument | undefined; panel: PanelState }) {
  const { show, close } = usePanel();
  const download = useDownload();
  const versions = useVersions(panel.documentId);
  const versionId = panel.versionId ?? document?.version.id;
  const many = (versions.data?.length ?? 0) > 1;
  return (
    <header className="flex min-h-12 items-center gap-2 border-b px-3">
      <h2 className="min-w-0 flex-1 truncate font-serif text-16 font-semibold" title={document?.name}>
        {document?.name ?? ''}
      </h2>
      {many && versionId ? (
        <select
          aria-label={messages.version}
          value={versionId}
          onChange={(event) => show({ ...panel, versionId: event.target.value, citation: null }, 'replace')}
          className="h-7 rounded border border-line-strong bg-surface px-2 text-13"
        >
          {versions.data?.map((version) => (
            <option key={version.id} value={version.id}>
              {messages.versionOf(version.number)}
            </option>
          ))}
        </select>
      ) : null}
      <IconButton
        label={messages.download}
        disabled={!versionId || download.isPending}
        onClick={() => versionId && download.mutate({ documentId: panel.documentId, versionId })}
      >
        <Download aria-hidden />
      </IconButton>
      <IconButton label={messages.close} onClick={close}>
        <X aria-hidden />
      </IconButton>
    </header>
  );
}

function PanelBody({ document, panel }: { document: StoredDocument; panel: PanelState }) {
  const { show } = usePanel();
  const citation = useCitation(panel.citation);
  const { pdf, error, retry } = usePdf(
    document.id,
    panel.versionId ?? document.version.id,
    document.status === 'ready',
  );
  if (document.status !== 'ready') return <EmptyState title={stateOf(document)} text={messages.notReady} />;
  if (error) return <LoadError error={error} onRetry={retry} />;
  if (!pdf) {
    return (
      <div
        role="status"
        aria-label={messages.loading}
        className="min-h-0 flex-1 overflow-hidden bg-sunken p-4"
      >
        <div className="skeleton mx-auto h-full w-full border" />
      </div>
    );
  }
  return (
    <PdfView
      pdf={pdf}
      page={panel.page ?? citation?.page ?? 1}
      citation={citation}
      onPage={(page) => show({ ...panel, page, citation: null }, 'replace')}
    />
  );
}

/** The document panel: name, version, pages with the cited passage outlined. */
export function DocumentPanel({ panel }: { panel: PanelState }) {
  const document = useDocument(panel.documentId);
  const { close } = usePanel();
  const frame = useRef<HTMLElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close();
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') {
      event.preventDefault();
      frame.current?.querySelector<HTMLInputElement>('[data-find]')?.focus();
    }
  };
  return (
    <aside
      ref={frame}
      aria-label={messages.panel}
      onKeyDown={onKeyDown}
      className="flex h-full flex-col bg-surface"
    >
      <PanelHead document={document.data} panel={panel} />
      {document.isError ? <LoadError error={document.error} onRetry={() => void document.refetch()} /> : null}
      {document.data ? <PanelBody document={document.data} panel={panel} /> : null}
    </aside>
  );
}
