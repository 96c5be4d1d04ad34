import { findWorkflow, type WorkflowView } from '../workflows/service.ts';
import type { Policy } from './policy.ts';

function ofWorkflow(verb: string): Policy<{ workflowId: string }, WorkflowView> {
  return {
    name: `workflow.${verb}`,
    authorize: (context, actor, params) => findWorkflow(context.db, actor.userId, params.workflowId),
  };
}

export const canReadWorkflow = ofWorkflow('read');
export const canChangeWorkflow = ofWorkflow('change');
export const canDeleteWorkflow = ofWorkflow('delete');
export const canHideWorkflow = ofWorkflow('hide');
