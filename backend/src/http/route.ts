import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Actor, Policy } from '../policies/policy.ts';
import type { ApiServices } from '../services.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What a handler gets: everything checked. */
export interface Call<Params, Query, Body, Resource> {
  actor: Actor;
  params: Params;
  query: Query;
  body: Body;
  resource: Resource;
  services: ApiServices;
  requestId: string;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
  req: Request;
  res: Response;
}

type Schema = z.ZodType;
type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

export interface RouteDefinition<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema | undefined,
  Resource,
> {
  /** `resource.verb`: the name in logs, in OpenAPI and in the access matrix. */
  operation: string;
  method: Method;
  path: string;
  summary: string;
  policy: Policy<Output<P>, Resource>;
  params?: P;
  query?: Q;
  body?: B;
  response?: R;
  /** Status of a success; 204 answers nothing. */
  status: number;
  /** The handler writes the response itself: a redirect, a stream, a file. */
  responds?: { contentType: string; description: string };
  handle(
    call: Call<Output<P>, Output<Q>, Output<B>, Resource>,
  ): Promise<Output<R> extends undefined ? unknown : z.input<R & Schema>>;
}

/** A route with its types forgotten, as the table holds it. */
export interface Route {
  operation: string;
  method: Method;
  path: string;
  summary: string;
  policy: Policy<never, unknown>;
  params: z.ZodType | undefined;
  query: z.ZodType | undefined;
  body: z.ZodType | undefined;
  response: z.ZodType | undefined;
  status: number;
  responds: { contentType: string; description: string } | undefined;
  handle(call: Call<never, never, never, never>): Promise<unknown>;
}

/** Declares a route: schema, policy, one service call, presenter. */
export function route<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | undefined = undefined,
  Resource = unknown,
>(definition: RouteDefinition<P, Q, B, R, Resource>): Route {
  return {
    ...definition,
    policy: definition.policy as Policy<never, unknown>,
    params: definition.params,
    query: definition.query,
    body: definition.body,
    response: definition.response,
    responds: definition.responds,
    handle: definition.handle as Route['handle'],
  };
}
