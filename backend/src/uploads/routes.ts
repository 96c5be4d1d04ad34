import { z } from 'zod';
import { documentSchema } from '../documents/schemas.ts';
import { route } from '../http/route.ts';
import { idSchema } from '../http/schemas.ts';
import { signedIn } from '../policies/policy.ts';
import { canCancelUpload, canCompleteUpload } from '../policies/upload.ts';
import { uploadCreation, uploadSchema } from './schemas.ts';
import { cancelUpload, completeUpload, createUpload } from './service.ts';

const params = z.object({ uploadId: idSchema });

export const uploadRoutes = [
  route({
    operation: 'uploads.create',
    method: 'post',
    path: '/uploads',
    summary: 'Ask for an address to upload a file to',
    policy: signedIn,
    body: uploadCreation,
    response: uploadSchema,
    status: 201,
    handle: ({ services, actor, body }) => createUpload(services, actor.userId, body),
  }),
  route({
    operation: 'uploads.complete',
    method: 'post',
    path: '/uploads/:uploadId/complete',
    summary: 'Make a document of an uploaded file',
    policy: canCompleteUpload,
    params,
    response: documentSchema,
    status: 201,
    handle: ({ services, resource }) => completeUpload(services, resource),
  }),
  route({
    operation: 'uploads.cancel',
    method: 'delete',
    path: '/uploads/:uploadId',
    summary: 'Cancel an upload',
    policy: canCancelUpload,
    params,
    status: 204,
    handle: ({ services, resource }) => cancelUpload(services, resource),
  }),
];
