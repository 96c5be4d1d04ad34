import type { ConversionTask } from '../formats.ts';

export interface ChildRequest {
  id: number;
  task: ConversionTask;
}

export type ChildAnswer =
  { event: 'ready' } | { id: number; ok: true } | { id: number; ok: false; message: string };
