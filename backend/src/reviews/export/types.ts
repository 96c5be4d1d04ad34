import type { z } from 'zod';
import type { reviewDetailSchema } from '../schemas.ts';

/** A review with all its cells, and when the workbook is made. */
export type ReviewExport = z.input<typeof reviewDetailSchema> & { exportedAt: Date };
export type ExportedCell = ReviewExport['cells'][number];
export type ExportedColumn = ReviewExport['columns'][number];
export type ExportedCitation = ExportedCell['citations'][number];
