import { accountRoutes } from '../account/routes.ts';
import { chatRoutes } from '../chats/routes.ts';
import { documentRoutes } from '../documents/routes.ts';
import { projectRoutes } from '../projects/routes.ts';
import { reviewRoutes } from '../reviews/routes.ts';
import { uploadRoutes } from '../uploads/routes.ts';
import { workflowRoutes } from '../workflows/routes.ts';
import type { Route } from './route.ts';

/** Every route of the API. A route stands here or does not exist. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...projectRoutes,
  ...uploadRoutes,
  ...documentRoutes,
  ...chatRoutes,
  ...workflowRoutes,
  ...reviewRoutes,
];
