import { formatSize } from '@/lib/format/size';

export const messages = {
  upload: 'Upload',
  choose: 'Choose files to upload',
  list: 'Uploads',
  hashing: 'Checking the file',
  sending: (sent: number, size: number) => `${formatSize(sent)} of ${formatSize(size)}`,
  completing: 'Filing',
  done: 'Uploaded',
  cancelled: 'Cancelled',
  cancel: (name: string) => `Cancel upload of ${name}`,
  retry: (name: string) => `Retry upload of ${name}`,
  retryShort: 'Retry',
  dismiss: (name: string) => `Dismiss ${name}`,
  drop: 'Drop files to upload them to this project',
  stored: 'The store refused the file. Upload it again.',
  lost: 'The connection broke while the file was sent. Try again.',
  unreadableFile: 'The browser could not read the file. It may have moved or be a folder.',
};
