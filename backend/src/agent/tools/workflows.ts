import { z } from 'zod';
import { AppError } from '../../errors/catalogue.ts';
import { findWorkflow, listWorkflows } from '../../workflows/service.ts';
import { defineTool, ToolError } from './tool.ts';

export const listWorkflowsTool = defineTool({
  name: 'list_workflows',
  description: 'Lists the saved workflows the person may run: id, title, kind.',
  kind: 'workflow',
  label: 'Looking through the workflows',
  input: z.object({}),
  async run(_input, context) {
    const all = await listWorkflows(context.services.db, context.userId, { hidden: false });
    return { workflows: all.map(({ id, title, kind }) => ({ id, title, kind })) };
  },
});

export const readWorkflowTool = defineTool({
  name: 'read_workflow',
  description: 'Gives the instructions of a workflow, to be followed.',
  kind: 'workflow',
  label: 'Loading a workflow',
  input: z.object({ workflow: z.string().min(1).max(100) }),
  async run(input, context) {
    try {
      const workflow = await findWorkflow(context.services.db, context.userId, input.workflow);
      await context.progress({ label: `Following ${workflow.title}` });
      const questions = workflow.columns?.map((column) => `- ${column.name}: ${column.question}`).join('\n');
      return {
        title: workflow.title,
        instructions: workflow.instructions ?? `Answer these questions:\n${questions ?? ''}`,
      };
    } catch (error) {
      if (error instanceof AppError)
        throw new ToolError(`There is no workflow ${input.workflow}. Call list_workflows.`);
      throw error;
    }
  },
});
