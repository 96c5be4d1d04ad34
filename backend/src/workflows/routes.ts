import { z } from 'zod';
import { route } from '../http/route.ts';
import { signedIn } from '../policies/policy.ts';
import {
  canChangeWorkflow,
  canDeleteWorkflow,
  canHideWorkflow,
  canReadWorkflow,
} from '../policies/workflow.ts';
import {
  workflowChange,
  workflowCreation,
  workflowIdSchema,
  workflowQuery,
  workflowSchema,
} from './schemas.ts';
import {
  changeWorkflow,
  createWorkflow,
  deleteWorkflow,
  hideWorkflow,
  listWorkflows,
  showWorkflow,
} from './service.ts';

const params = z.object({ workflowId: workflowIdSchema });

export const workflowRoutes = [
  route({
    operation: 'workflows.list',
    method: 'get',
    path: '/workflows',
    summary: 'Own and built-in workflows',
    policy: signedIn,
    query: workflowQuery,
    response: z.object({ items: z.array(workflowSchema) }),
    status: 200,
    handle: async ({ services, actor, query }) => ({
      items: await listWorkflows(services.db, actor.userId, {
        kind: query.kind,
        hidden: query.hidden === 'true',
      }),
    }),
  }),
  route({
    operation: 'workflows.create',
    method: 'post',
    path: '/workflows',
    summary: 'Create a workflow',
    policy: signedIn,
    body: workflowCreation,
    response: workflowSchema,
    status: 201,
    handle: ({ services, actor, body }) => createWorkflow(services.db, actor.userId, body),
  }),
  route({
    operation: 'workflows.read',
    method: 'get',
    path: '/workflows/:workflowId',
    summary: 'One workflow',
    policy: canReadWorkflow,
    params,
    response: workflowSchema,
    status: 200,
    handle: ({ resource }) => Promise.resolve(resource),
  }),
  route({
    operation: 'workflows.change',
    method: 'patch',
    path: '/workflows/:workflowId',
    summary: 'Change an own workflow',
    policy: canChangeWorkflow,
    params,
    body: workflowChange,
    response: workflowSchema,
    status: 200,
    handle: ({ services, resource, body }) => changeWorkflow(services.db, resource, body),
  }),
  route({
    operation: 'workflows.delete',
    method: 'delete',
    path: '/workflows/:workflowId',
    summary: 'Delete an own workflow',
    policy: canDeleteWorkflow,
    params,
    status: 204,
    handle: ({ services, resource }) => deleteWorkflow(services.db, resource),
  }),
  route({
    operation: 'workflows.hide',
    method: 'put',
    path: '/workflows/:workflowId/hidden',
    summary: 'Hide a built-in workflow',
    policy: canHideWorkflow,
    params,
    status: 204,
    handle: ({ services, actor, resource }) => hideWorkflow(services.db, actor.userId, resource),
  }),
  route({
    operation: 'workflows.show',
    method: 'delete',
    path: '/workflows/:workflowId/hidden',
    summary: 'Show a hidden workflow again',
    policy: canHideWorkflow,
    params,
    status: 204,
    handle: ({ services, actor, resource }) => showWorkflow(services.db, actor.userId, resource),
  }),
];
