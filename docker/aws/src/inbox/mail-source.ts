import type { SentMail, Outbox } from '../ses/outbox.ts';

const PATIENCE_MS = 5000;

/** Where the page takes its mail from. */
export interface MailSource {
  /** Oldest first. */
  list(): Promise<SentMail[]>;
  clear(): Promise<void>;
}

/** The outbox of this process. */
export function ownMail(outbox: Outbox): MailSource {
  return {
    list: () => Promise.resolve(outbox.list()),
    clear: () => Promise.resolve(outbox.clear()),
  };
}

/** Any server that answers `/_aws/ses` as LocalStack 4.14 does. */
export function remoteMail(baseUrl: string): MailSource {
  const url = new URL('/_aws/ses', baseUrl);
  return {
    list: async () => {
      const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (!answer.ok) throw new Error(`${url.href} answered ${answer.status}.`);
      const { messages } = (await answer.json()) as { messages: SentMail[] };
      return [...messages].sort((a, b) => timeOf(a) - timeOf(b));
    },
    clear: async () => {
      await fetch(url, { method: 'DELETE', signal: AbortSignal.timeout(PATIENCE_MS) });
    },
  };
}

/** Milliseconds since 1970; LocalStack leaves the zone out of its times, which are UTC. */
export function timeOf({ Timestamp }: SentMail): number {
  return Date.parse(/Z$|[+-]\d\d:\d\d$/.test(Timestamp) ? Timestamp : `${Timestamp}Z`);
}
