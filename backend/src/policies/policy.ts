import type { Database } from '../db/client.ts';

/** Who asks. */
export interface Actor {
  userId: string;
}

/** What a policy may look at. */
export interface PolicyContext {
  db: Database;
  downloadSigningSecret: string;
}

/**
 * One verb on one resource. It loads the resource for the actor and returns it, or throws `not_found`:
 * what a person may not know of answers like what does not exist.
 */
export interface Policy<Params, Resource> {
  /** `resource.verb`, as the route table and the access matrix name it. */
  name: string;
  /** The address itself carries the right (a signed link); no session is asked for. */
  bySignedAddress?: true;
  authorize(context: PolicyContext, actor: Actor, params: Params): Promise<Resource>;
}

/** Any signed-in person, on what is theirs by construction. */
export const signedIn: Policy<unknown, undefined> = {
  name: 'signed-in',
  authorize: () => Promise.resolve(undefined),
};
