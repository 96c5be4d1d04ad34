'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { messages } from './messages';

/** Takes files dropped anywhere on the page. */
export function DropTarget({
  onFiles,
  label = messages.drop,
}: {
  onFiles(files: File[]): void;
  label?: string;
}) {
  const [over, setOver] = useState(false);
  const receive = useEffectEvent(onFiles);
  useEffect(() => {
    let depth = 0;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const track = (step: number) => (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = Math.max(0, depth + step);
      setOver(depth > 0);
    };
    const onDrop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      receive([...(event.dataTransfer?.files ?? [])]);
    };
    const [enter, move, leave] = [track(1), track(0), track(-1)];
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', move);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', move);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-3 z-40 grid place-items-center rounded border-2 border-dashed border-accent bg-surface/90">
      <p className="font-serif text-20 font-semibold">{label}</p>
    </div>
  );
}
