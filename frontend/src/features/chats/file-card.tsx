'use client';

import { useMutation } from '@tanstack/react-query';
import { Download, FileText } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ErrorNote } from '@/components/ui/states';
import { usePanel } from '@/lib/address/use-panel';
import { useApi } from '@/lib/api/provider';
import { messages } from './messages';
import type { MadeFile } from './parts';

/** Saves bytes under a name. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A file the assistant made: name, version, what it is, download by our own signed link. */
export function FileCard({ file }: { file: MadeFile }) {
  const api = useApi();
  const { open } = usePanel();
  const download = useMutation({
    mutationFn: async () =>
      saveBlob(await (await api.open(file.downloadPath.replace(/^\//, ''))).blob(), file.name),
  });
  return (
    <section aria-label={file.name} className="max-w-[560px] rounded border bg-surface p-4">
      <div className="flex flex-wrap items-center gap-3">
        <FileText aria-hidden className="size-5 shrink-0 text-ink-3" />
        <div className="min-w-0 flex-1 basis-40">
          <p className="truncate font-serif text-16 font-semibold" title={file.name}>
            {file.name}
          </p>
          <p className="text-12 text-ink-2">{messages.version(file.versionNumber)}</p>
        </div>
        <Button onClick={() => open(file.documentId, { versionId: file.versionId })}>
          {messages.openFile}
        </Button>
        <Button
          aria-label={messages.downloadOf(file.name)}
          disabled={download.isPending}
          onClick={() => download.mutate()}
        >
          <Download aria-hidden />
          {messages.download}
        </Button>
      </div>
      {file.summary ? <p className="mt-2 text-13 text-ink-2">{file.summary}</p> : null}
      {download.error ? (
        <ErrorNote error={download.error} onRetry={() => download.mutate()} className="mt-3" />
      ) : null}
    </section>
  );
}
