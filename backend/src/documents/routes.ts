import { z } from 'zod';
import { route } from '../http/route.ts';
import { idSchema, pageOf, pageQuery } from '../http/schemas.ts';
import {
  canChangeDocument,
  canDeleteDocument,
  canFollowDownload,
  canReadDocument,
  canReadVersion,
} from '../policies/document.ts';
import { signedIn } from '../policies/policy.ts';
import { canReadProject } from '../policies/project.ts';
import { documentChange, documentSchema, urlQuery, urlSchema, versionSchema } from './schemas.ts';
import {
  deleteDocument,
  listDocuments,
  listProjectDocuments,
  listVersions,
  readDocument,
  renameDocument,
  versionUrl,
} from './service.ts';

const params = z.object({ documentId: idSchema });

export const documentRoutes = [
  route({
    operation: 'documents.list-of-project',
    method: 'get',
    path: '/projects/:projectId/documents',
    summary: 'Documents of a project, newest first',
    policy: canReadProject,
    params: z.object({ projectId: idSchema }),
    query: pageQuery,
    response: pageOf(documentSchema),
    status: 200,
    handle: ({ services, params: { projectId }, query }) =>
      listProjectDocuments(services.db, projectId, query),
  }),
  route({
    operation: 'documents.list',
    method: 'get',
    path: '/documents',
    summary: 'Recent documents over all projects',
    policy: signedIn,
    query: pageQuery,
    response: pageOf(documentSchema),
    status: 200,
    handle: ({ services, actor, query }) => listDocuments(services.db, actor.userId, query),
  }),
  route({
    operation: 'documents.read',
    method: 'get',
    path: '/documents/:documentId',
    summary: 'One document and its state',
    policy: canReadDocument,
    params,
    response: documentSchema,
    status: 200,
    handle: ({ services, params: { documentId } }) => readDocument(services.db, documentId),
  }),
  route({
    operation: 'documents.change',
    method: 'patch',
    path: '/documents/:documentId',
    summary: 'Rename a document',
    policy: canChangeDocument,
    params,
    body: documentChange,
    response: documentSchema,
    status: 200,
    handle: ({ services, resource, body }) => renameDocument(services.db, resource, body.name),
  }),
  route({
    operation: 'documents.delete',
    method: 'delete',
    path: '/documents/:documentId',
    summary: 'Delete a document with all its versions',
    policy: canDeleteDocument,
    params,
    status: 204,
    handle: ({ services, params: { documentId } }) => deleteDocument(services.db, documentId),
  }),
  route({
    operation: 'documents.list-versions',
    method: 'get',
    path: '/documents/:documentId/versions',
    summary: 'Versions, newest first',
    policy: canReadDocument,
    params,
    response: z.object({ items: z.array(versionSchema) }),
    status: 200,
    handle: ({ services, params: { documentId } }) => listVersions(services.db, documentId),
  }),
  route({
    operation: 'documents.version-url',
    method: 'get',
    path: '/documents/:documentId/versions/:versionId/url',
    summary: 'A short-lived address of the file or of its pages as PDF',
    policy: canReadVersion,
    params: z.object({ documentId: idSchema, versionId: idSchema }),
    query: urlQuery,
    response: urlSchema,
    status: 200,
    handle: ({ services, resource, query }) => versionUrl(services.store, resource, query),
  }),
  route({
    operation: 'documents.follow-download',
    method: 'get',
    path: '/downloads/:token',
    summary: 'Follow a signed download link',
    policy: canFollowDownload,
    params: z.object({ token: z.string().max(1_000) }),
    status: 302,
    responds: { contentType: 'text/plain', description: 'Redirect to a short-lived address' },
    handle: async ({ services, resource, res }) => {
      const { url } = await versionUrl(services.store, resource, {
        rendition: 'original',
        disposition: 'attachment',
      });
      res.setHeader('cache-control', 'no-store');
      res.redirect(302, url);
    },
  }),
];
