'use client';

import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { Button, type ButtonLook } from '@/components/ui/button';
import { messages } from './messages';

/** A real button that opens the system's file dialog. */
export function UploadButton({
  onFiles,
  kind = 'primary',
}: {
  onFiles(files: File[]): void;
  kind?: ButtonLook['kind'];
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind={kind} onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        {messages.upload}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        accept=".pdf,.docx,.doc"
        aria-label={messages.choose}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
