'use client';

import { useState } from 'react';
import { Button } from './button';
import { Dialog, DialogActions } from './dialog';
import { ErrorNote } from './states';
import { TextField } from './field';

interface ConfirmProps {
  title: string;
  /** What is lost, in words. */
  description: string;
  /** What must be typed; absent when a click is enough. */
  typed?: string;
  action: string;
  onConfirm(): Promise<unknown>;
  onClose(): void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ title, description, typed, action, onConfirm, onClose }: ConfirmProps) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (fault) {
      setError(fault);
      setBusy(false);
    }
  };
  return (
    <Dialog open onClose={onClose} title={title} description={description}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        {typed ? (
          <TextField
            label={`Type “${typed}” to confirm`}
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        ) : null}
        {error ? <ErrorNote error={error} className="mt-3" /> : null}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            kind="danger"
            disabled={busy || (typed !== undefined && text.trim() !== typed)}
          >
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
