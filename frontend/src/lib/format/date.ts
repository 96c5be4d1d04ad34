const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

function textOf(instant: Date): string {
  const parts = Object.fromEntries(date.formatToParts(instant).map((part) => [part.type, part.value]));
  return `${parts.day} ${(parts.month ?? '').slice(0, 3)} ${parts.year}`;
}

/** `24 Nov 2026`, in the reader's own time zone. */
export function formatDate(instant: string | Date): string {
  return textOf(new Date(instant));
}

/** `24 Nov 2026, 14:05`. */
export function formatInstant(instant: string | Date): string {
  const value = new Date(instant);
  return `${textOf(value)}, ${time.format(value)}`;
}
