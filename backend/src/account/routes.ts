import { z } from 'zod';
import { route } from '../http/route.ts';
import { signedIn } from '../policies/policy.ts';
import {
  accountChange,
  accountSchema,
  apiKeyChange,
  apiKeySchema,
  modelSchema,
  providerSchema,
} from './schemas.ts';
import { changeAccount, listApiKeys, putApiKey, readAccount, removeApiKey } from './service.ts';

const params = z.object({ provider: providerSchema });

export const accountRoutes = [
  route({
    operation: 'account.read',
    method: 'get',
    path: '/account',
    summary: 'The signed-in person',
    policy: signedIn,
    response: accountSchema,
    status: 200,
    handle: ({ services, actor }) => readAccount(services, actor.userId),
  }),
  route({
    operation: 'account.change',
    method: 'patch',
    path: '/account',
    summary: 'Change profile and choices',
    policy: signedIn,
    body: accountChange,
    response: accountSchema,
    status: 200,
    handle: ({ services, actor, body }) => changeAccount(services, actor.userId, body),
  }),
  route({
    operation: 'models.list',
    method: 'get',
    path: '/models',
    summary: 'Models and whether the person can use them',
    policy: signedIn,
    response: z.object({ items: z.array(modelSchema) }),
    status: 200,
    handle: async ({ services, actor }) => ({ items: await services.models.list(actor.userId) }),
  }),
  route({
    operation: 'keys.list',
    method: 'get',
    path: '/account/keys',
    summary: 'Provider keys: where from, last four characters; never the key',
    policy: signedIn,
    response: z.object({ items: z.array(apiKeySchema) }),
    status: 200,
    handle: ({ services, actor }) => listApiKeys(services, actor.userId),
  }),
  route({
    operation: 'keys.put',
    method: 'put',
    path: '/account/keys/:provider',
    summary: 'Save a provider key',
    policy: signedIn,
    params,
    body: apiKeyChange,
    status: 204,
    handle: ({ services, actor, params: { provider }, body }) =>
      putApiKey(services, actor.userId, provider, body.apiKey),
  }),
  route({
    operation: 'keys.delete',
    method: 'delete',
    path: '/account/keys/:provider',
    summary: 'Remove a provider key',
    policy: signedIn,
    params,
    status: 204,
    handle: ({ services, actor, params: { provider } }) => removeApiKey(services, actor.userId, provider),
  }),
];
