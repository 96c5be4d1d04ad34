import { z } from 'zod';
import { route } from '../http/route.ts';
import { idSchema, pageOf, pageQuery } from '../http/schemas.ts';
import { signedIn } from '../policies/policy.ts';
import {
  canChangeColumn,
  canChangeReview,
  canDeleteReview,
  canExportReview,
  canReadReview,
  canRunReview,
} from '../policies/review.ts';
import { columnTemplateSchema } from '../workflows/schemas.ts';
import { streamReview } from './event-stream.ts';
import { sendReviewWorkbook } from './workbook.ts';
import { startReviewRun, stopReviewRun } from './runs.ts';
import {
  columnChange,
  columnSchema,
  reviewChange,
  reviewCreation,
  reviewDetailSchema,
  reviewDocumentsChange,
  reviewRunCreation,
  reviewSchema,
} from './schemas.ts';
import {
  addColumn,
  addDocuments,
  changeColumn,
  createReview,
  deleteColumn,
  deleteReview,
  listReviews,
  readReview,
  removeDocument,
  renameReview,
} from './service.ts';

const params = z.object({ reviewId: idSchema });
const columnParams = z.object({ reviewId: idSchema, columnId: idSchema });
const runAccepted = z.object({ runId: idSchema });

const reviews = [
  route({
    operation: 'reviews.list',
    method: 'get',
    path: '/reviews',
    summary: 'Own reviews, newest first',
    policy: signedIn,
    query: pageQuery.extend({ projectId: idSchema.optional() }),
    response: pageOf(reviewSchema),
    status: 200,
    handle: ({ services, actor, query }) => listReviews(services, actor.userId, query),
  }),
  route({
    operation: 'reviews.create',
    method: 'post',
    path: '/reviews',
    summary: 'Create a review from documents and columns or a tabular workflow',
    policy: signedIn,
    body: reviewCreation,
    response: reviewSchema,
    status: 201,
    handle: ({ services, actor, body }) => createReview(services, actor.userId, body),
  }),
  route({
    operation: 'reviews.read',
    method: 'get',
    path: '/reviews/:reviewId',
    summary: 'A review with columns, documents and cells',
    policy: canReadReview,
    params,
    response: reviewDetailSchema,
    status: 200,
    handle: ({ services, params: { reviewId } }) => readReview(services, reviewId),
  }),
  route({
    operation: 'reviews.change',
    method: 'patch',
    path: '/reviews/:reviewId',
    summary: 'Rename a review',
    policy: canChangeReview,
    params,
    body: reviewChange,
    response: reviewSchema,
    status: 200,
    handle: ({ services, params: { reviewId }, body }) => renameReview(services, reviewId, body.title),
  }),
  route({
    operation: 'reviews.delete',
    method: 'delete',
    path: '/reviews/:reviewId',
    summary: 'Delete a review',
    policy: canDeleteReview,
    params,
    status: 204,
    handle: ({ services, params: { reviewId } }) => deleteReview(services, reviewId),
  }),
];

const parts = [
  route({
    operation: 'reviews.add-column',
    method: 'post',
    path: '/reviews/:reviewId/columns',
    summary: 'Add a column',
    policy: canChangeReview,
    params,
    body: columnTemplateSchema,
    response: columnSchema,
    status: 201,
    handle: ({ services, params: { reviewId }, body }) => addColumn(services, reviewId, body),
  }),
  route({
    operation: 'reviews.change-column',
    method: 'patch',
    path: '/reviews/:reviewId/columns/:columnId',
    summary: 'Change a column; its answers become stale when the question changes',
    policy: canChangeColumn,
    params: columnParams,
    body: columnChange,
    response: columnSchema,
    status: 200,
    handle: ({ services, resource, body }) => changeColumn(services, resource.column, body),
  }),
  route({
    operation: 'reviews.delete-column',
    method: 'delete',
    path: '/reviews/:reviewId/columns/:columnId',
    summary: 'Delete a column with its answers',
    policy: canChangeColumn,
    params: columnParams,
    status: 204,
    handle: ({ services, params: { columnId } }) => deleteColumn(services, columnId),
  }),
  route({
    operation: 'reviews.add-documents',
    method: 'post',
    path: '/reviews/:reviewId/documents',
    summary: 'Add documents of the project',
    policy: canChangeReview,
    params,
    body: reviewDocumentsChange,
    status: 204,
    handle: ({ services, actor, resource, body }) =>
      addDocuments(services, actor.userId, resource, body.documentIds),
  }),
  route({
    operation: 'reviews.remove-document',
    method: 'delete',
    path: '/reviews/:reviewId/documents/:documentId',
    summary: 'Remove a document with its answers',
    policy: canChangeReview,
    params: z.object({ reviewId: idSchema, documentId: idSchema }),
    status: 204,
    handle: ({ services, params: { reviewId, documentId } }) =>
      removeDocument(services.db, reviewId, documentId),
  }),
];

const runs = [
  route({
    operation: 'reviews.run',
    method: 'post',
    path: '/reviews/:reviewId/runs',
    summary: 'Answer every cell that is not done',
    policy: canRunReview,
    params,
    body: reviewRunCreation,
    response: runAccepted,
    status: 202,
    handle: ({ services, actor, params: { reviewId }, body }) =>
      startReviewRun(services, { userId: actor.userId, reviewId, model: body.model ?? null }),
  }),
  route({
    operation: 'reviews.run-cell',
    method: 'post',
    path: '/reviews/:reviewId/cells/:documentId/:columnId/runs',
    summary: 'Answer one cell again',
    policy: canRunReview,
    params: z.object({ reviewId: idSchema, documentId: idSchema, columnId: idSchema }),
    body: reviewRunCreation,
    response: runAccepted,
    status: 202,
    handle: ({ services, actor, params: { reviewId, documentId, columnId }, body }) =>
      startReviewRun(services, {
        userId: actor.userId,
        reviewId,
        model: body.model ?? null,
        cell: { documentId, columnId },
      }),
  }),
  route({
    operation: 'reviews.stop',
    method: 'post',
    path: '/reviews/:reviewId/stop',
    summary: 'Stop the run; answers stay',
    policy: canRunReview,
    params,
    status: 204,
    handle: ({ services, params: { reviewId } }) => stopReviewRun(services, reviewId),
  }),
  route({
    operation: 'reviews.events',
    method: 'get',
    path: '/reviews/:reviewId/events',
    summary: 'Cells as they are answered, and the state of the run',
    policy: canReadReview,
    params,
    status: 200,
    responds: { contentType: 'text/event-stream', description: 'Events: cell, review' },
    handle: ({ services, params: { reviewId }, req, res }) => streamReview(services, reviewId, req, res),
  }),
  route({
    operation: 'reviews.export',
    method: 'get',
    path: '/reviews/:reviewId/export',
    summary: 'The review as an Excel workbook with flags, reasoning and sources',
    policy: canExportReview,
    params,
    status: 200,
    responds: {
      contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      description: 'An Excel workbook',
    },
    handle: ({ services, params: { reviewId }, res }) => sendReviewWorkbook(services, reviewId, res),
  }),
];

export const reviewRoutes = [...reviews, ...parts, ...runs];
