import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Route } from './route.ts';

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

/** The OpenAPI 3.1 description of the route table. */
export function openApiDocument(routes: readonly Route[]): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const entry of routes) {
    const path = entry.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [entry.method]: operationOf(entry) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Chancery', version: '1.0.0', description: 'The API of the legal document assistant.' },
    security: [{ session: [] }],
    components: { securitySchemes: { session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths,
  });
}

function operationOf(entry: Route): ZodOpenApiOperationObject {
  const body = entry.response
    ? { content: { 'application/json': { schema: entry.response } } }
    : entry.responds
      ? { content: { [entry.responds.contentType]: { schema: z.string() } } }
      : {};
  return {
    operationId: entry.operation,
    summary: entry.summary,
    tags: [entry.operation.split('.')[0] ?? 'api'],
    ...(entry.params || entry.query
      ? {
          requestParams: {
            ...(entry.params ? { path: entry.params as z.ZodObject } : {}),
            ...(entry.query ? { query: entry.query as z.ZodObject } : {}),
          },
        }
      : {}),
    ...(entry.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: entry.body } } } }
      : {}),
    responses: {
      [String(entry.status)]: { description: entry.responds?.description ?? 'Success', ...body },
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  };
}
