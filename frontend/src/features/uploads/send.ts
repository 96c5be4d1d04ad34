import { messages } from './messages';
import type { Upload } from '@/lib/api/types';

/** A transfer that the store refused or that broke off. */
export class TransferFault extends Error {}

/**
 * Puts the bytes into the store with progress, which fetch cannot tell.
 *
 * @throws TransferFault, or the signal's reason when it was cancelled
 */
export function sendBytes(
  upload: Upload,
  file: Blob,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(upload.method, upload.url);
    for (const [name, value] of Object.entries(upload.headers)) {
      // The browser sets these itself and refuses them from a page.
      if (!/^(content-length|host)$/i.test(name)) request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () =>
      request.status >= 200 && request.status < 300 ? resolve() : reject(new TransferFault(messages.stored));
    request.onerror = () => reject(new TransferFault(messages.lost));
    request.onabort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    if (signal.aborted) reject(signal.reason as Error);
    else request.send(file);
  });
}
