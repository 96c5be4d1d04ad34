import { and, eq } from 'drizzle-orm';
import { projects } from '../db/schema/index.ts';
import { fail } from '../errors/catalogue.ts';
import type { Actor, Policy, PolicyContext } from './policy.ts';

export type ProjectRow = typeof projects.$inferSelect;
interface ProjectParams {
  projectId: string;
}

/** The project, when the actor owns it. @throws not_found */
export async function ownedProject(
  context: Pick<PolicyContext, 'db'>,
  actor: Actor,
  projectId: string,
): Promise<ProjectRow> {
  const [row] = await context.db
    .select()
    .from(projects)
    .where(and(eq(projects.id, projectId), eq(projects.userId, actor.userId)));
  if (!row) throw fail('not_found');
  return row;
}

function ofOwner(verb: string): Policy<ProjectParams, ProjectRow> {
  return {
    name: `project.${verb}`,
    authorize: (context, actor, params) => ownedProject(context, actor, params.projectId),
  };
}

export const canReadProject = ofOwner('read');
export const canChangeProject = ofOwner('change');
export const canDeleteProject = ofOwner('delete');
