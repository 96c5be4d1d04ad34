import { z } from 'zod';
import { idSchema, pageOf, pageQuery } from '../http/schemas.ts';
import { route } from '../http/route.ts';
import { signedIn } from '../policies/policy.ts';
import { canChangeProject, canDeleteProject, canReadProject } from '../policies/project.ts';
import { projectChange, projectCreation, projectSchema } from './schemas.ts';
import { changeProject, createProject, deleteProject, listProjects, readProject } from './service.ts';

const params = z.object({ projectId: idSchema });

export const projectRoutes = [
  route({
    operation: 'projects.list',
    method: 'get',
    path: '/projects',
    summary: 'Own projects, newest first',
    policy: signedIn,
    query: pageQuery,
    response: pageOf(projectSchema),
    status: 200,
    handle: ({ services, actor, query }) => listProjects(services.db, actor.userId, query),
  }),
  route({
    operation: 'projects.create',
    method: 'post',
    path: '/projects',
    summary: 'Create a project',
    policy: signedIn,
    body: projectCreation,
    response: projectSchema,
    status: 201,
    handle: ({ services, actor, body }) => createProject(services.db, actor.userId, body),
  }),
  route({
    operation: 'projects.read',
    method: 'get',
    path: '/projects/:projectId',
    summary: 'One project',
    policy: canReadProject,
    params,
    response: projectSchema,
    status: 200,
    handle: ({ services, params: { projectId } }) => readProject(services.db, projectId),
  }),
  route({
    operation: 'projects.change',
    method: 'patch',
    path: '/projects/:projectId',
    summary: 'Rename a project or change its matter number',
    policy: canChangeProject,
    params,
    body: projectChange,
    response: projectSchema,
    status: 200,
    handle: ({ services, params: { projectId }, body }) => changeProject(services.db, projectId, body),
  }),
  route({
    operation: 'projects.delete',
    method: 'delete',
    path: '/projects/:projectId',
    summary: 'Delete a project with its documents, chats and reviews',
    policy: canDeleteProject,
    params,
    status: 204,
    handle: ({ services, params: { projectId } }) => deleteProject(services.db, projectId),
  }),
];
