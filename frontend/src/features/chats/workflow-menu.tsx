'use client';

import { Workflow as WorkflowIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuLabel, MenuLine } from '@/components/ui/menu';
import { useWorkflows } from '@/features/workflows/queries';
import { messages } from './messages';

export interface PickedWorkflow {
  id: string;
  title: string;
}

/** Chooses the workflow the assistant follows. */
export function WorkflowMenu({
  value,
  onChange,
}: {
  value: PickedWorkflow | null;
  onChange(workflow: PickedWorkflow | null): void;
}) {
  const workflows = useWorkflows('assistant');
  return (
    <Menu
      align="start"
      trigger={
        <Button kind="quiet" size="small">
          <WorkflowIcon aria-hidden />
          {messages.workflow}
        </Button>
      }
    >
      <MenuLabel>{messages.workflow}</MenuLabel>
      {(workflows.data ?? []).map(({ id, title }) => (
        <MenuItem key={id} onSelect={() => onChange({ id, title })}>
          {title}
        </MenuItem>
      ))}
      {value ? (
        <>
          <MenuLine />
          <MenuItem onSelect={() => onChange(null)}>{messages.noWorkflow}</MenuItem>
        </>
      ) : null}
    </Menu>
  );
}
