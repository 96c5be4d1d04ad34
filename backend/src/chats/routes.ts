import { z } from 'zod';
import { route } from '../http/route.ts';
import { idSchema, pageOf, pageQuery } from '../http/schemas.ts';
import {
  canChangeChat,
  canDeleteChat,
  canReadChat,
  canReadRun,
  canSendMessage,
  canStopRun,
} from '../policies/chat.ts';
import { signedIn } from '../policies/policy.ts';
import { streamRunEvents } from './event-stream.ts';
import {
  chatChange,
  chatCreation,
  chatDetailSchema,
  chatSchema,
  messageCreation,
  runAccepted,
  runSchema,
} from './schemas.ts';
import {
  createChat,
  deleteChat,
  listChats,
  presentRun,
  readChat,
  renameChat,
  requestStop,
  sendMessage,
} from './service.ts';

const params = z.object({ chatId: idSchema });
const runParams = z.object({ runId: idSchema });

export const chatRoutes = [
  route({
    operation: 'chats.list',
    method: 'get',
    path: '/chats',
    summary: 'Own chats, newest first',
    policy: signedIn,
    query: pageQuery.extend({ projectId: idSchema.optional() }),
    response: pageOf(chatSchema),
    status: 200,
    handle: ({ services, actor, query }) => listChats(services, actor.userId, query),
  }),
  route({
    operation: 'chats.create',
    method: 'post',
    path: '/chats',
    summary: 'Begin a chat',
    policy: signedIn,
    body: chatCreation,
    response: chatSchema,
    status: 201,
    handle: ({ services, actor, body }) => createChat(services, actor.userId, body.projectId ?? null),
  }),
  route({
    operation: 'chats.read',
    method: 'get',
    path: '/chats/:chatId',
    summary: 'A chat with its messages and the run under way',
    policy: canReadChat,
    params,
    response: chatDetailSchema,
    status: 200,
    handle: ({ services, resource }) => readChat(services, resource),
  }),
  route({
    operation: 'chats.change',
    method: 'patch',
    path: '/chats/:chatId',
    summary: 'Rename a chat',
    policy: canChangeChat,
    params,
    body: chatChange,
    response: chatSchema,
    status: 200,
    handle: ({ services, params: { chatId }, body }) => renameChat(services, chatId, body.title),
  }),
  route({
    operation: 'chats.delete',
    method: 'delete',
    path: '/chats/:chatId',
    summary: 'Delete a chat',
    policy: canDeleteChat,
    params,
    status: 204,
    handle: ({ services, params: { chatId } }) => deleteChat(services, chatId),
  }),
  route({
    operation: 'chats.send',
    method: 'post',
    path: '/chats/:chatId/messages',
    summary: 'Ask; the answer is a run of its own',
    policy: canSendMessage,
    params,
    body: messageCreation,
    response: runAccepted,
    status: 202,
    handle: async ({ services, resource, body }) => {
      const accepted = await sendMessage(services, resource, body);
      await services.runner.start(accepted.runId);
      return accepted;
    },
  }),
  route({
    operation: 'runs.read',
    method: 'get',
    path: '/runs/:runId',
    summary: 'State of a run',
    policy: canReadRun,
    params: runParams,
    response: runSchema,
    status: 200,
    handle: ({ resource }) => Promise.resolve(presentRun(resource)),
  }),
  route({
    operation: 'runs.events',
    method: 'get',
    path: '/runs/:runId/events',
    summary: 'The stream of a run; Last-Event-ID resumes it',
    policy: canReadRun,
    params: runParams,
    status: 200,
    responds: { contentType: 'text/event-stream', description: 'AI SDK UI message chunks' },
    handle: ({ services, params: { runId }, req, res }) => streamRunEvents(services.events, runId, req, res),
  }),
  route({
    operation: 'runs.stop',
    method: 'post',
    path: '/runs/:runId/stop',
    summary: 'Stop a run; what was written is kept',
    policy: canStopRun,
    params: runParams,
    status: 204,
    handle: async ({ services, resource }) => {
      await requestStop(services, resource);
      services.runner.stopNow(resource.id);
    },
  }),
];
