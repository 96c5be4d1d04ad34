'use client';

import { ChevronDown } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuLabel, MenuRadioGroup, MenuRadioItem } from '@/components/ui/menu';
import type { Model } from '@/lib/api/types';
import { useModels } from './queries';

/** A chip that names the model and lists those to choose from, by provider. */
export function ModelMenu({ value, onChange }: { value: Model | undefined; onChange(id: string): void }) {
  const models = useModels().data ?? [];
  const providers = [...new Set(models.map(({ providerLabel }) => providerLabel))];
  return (
    <Menu
      align="start"
      trigger={
        <Button kind="quiet" size="small" aria-label={`Model: ${value?.label ?? 'none available'}`}>
          {value?.label ?? 'No model'}
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <MenuRadioGroup value={value?.id ?? ''} onValueChange={onChange}>
        {providers.map((provider) => (
          <div key={provider}>
            <MenuLabel>{provider}</MenuLabel>
            {models
              .filter(({ providerLabel }) => providerLabel === provider)
              .map((model) => (
                <MenuRadioItem key={model.id} value={model.id} disabled={!model.available}>
                  {model.label}
                  {model.available ? null : <span className="ml-auto text-12">no key</span>}
                </MenuRadioItem>
              ))}
          </div>
        ))}
      </MenuRadioGroup>
    </Menu>
  );
}
