'use client';

import { Download, FileText } from 'lucide-react';
import { Button, buttonClass } from '@/components/ui/button';
import { usePanel } from '@/lib/address/use-panel';
import { useSettings } from '@/lib/settings';
import { messages } from './messages';
import type { MadeFile } from './parts';

/** A file the assistant made: name, version, what it is, download by our own signed link. */
export function FileCard({ file }: { file: MadeFile }) {
  const { apiUrl } = useSettings();
  const { open } = usePanel();
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
        {/* A plain link: the store would refuse a scripted request that our API redirected to it. */}
        <a
          href={`${apiUrl}${file.downloadPath}`}
          aria-label={messages.downloadOf(file.name)}
          className={buttonClass()}
        >
          <Download aria-hidden />
          {messages.download}
        </a>
      </div>
      {file.summary ? <p className="mt-2 text-13 text-ink-2">{file.summary}</p> : null}
    </section>
  );
}
