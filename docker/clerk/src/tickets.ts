import type { Instance } from './instance.ts';
import { newId, type Ticket } from './store/records.ts';

/** Makes a sign-in token for a person: the prebuilt sign-in page takes it as `?__clerk_ticket=`. */
export function addTicket(instance: Instance, userId: string, lifeSeconds: number): Ticket {
  const now = Date.now();
  const ticket: Ticket = {
    id: newId('sit'),
    token: newId('ticket'),
    userId,
    expireAt: now + lifeSeconds * 1000,
    status: 'pending',
    createdAt: now,
  };
  instance.store.tickets.set(ticket.id, ticket);
  return ticket;
}

/** The page of the web application that signs in whoever holds the ticket. */
export function ticketUrl(instance: Instance, ticket: Ticket): string {
  return `${instance.webUrl}/sign-in?__clerk_ticket=${encodeURIComponent(ticket.token)}`;
}
