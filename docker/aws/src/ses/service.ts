import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import type { Access } from '../access.ts';
import { AwsError } from '../errors.ts';
import { pathOf, queryOf } from '../sigv4/encoding.ts';
import { sha256Hex } from '../sigv4/signature.ts';
import { verifyRequest } from '../sigv4/verify.ts';
import type { Json, Operations } from './call.ts';
import { ConfigurationSets, configurationSetOperations } from './configuration-sets.ts';
import { asSesError, sesError } from './errors.ts';
import { Identities, identityOperations } from './identities.ts';
import { Outbox } from './outbox.ts';
import { routeOf } from './routes.ts';
import { sendOperations } from './send.ts';
import { Templates, templateOperations } from './templates.ts';

/** A message of 40 MB in base64, and what is around it. */
const LARGEST_BODY = 60 * 1024 ** 2;
const DAY_MS = 86_400_000;

/** SES v2: takes requests under `/v2/email/`. */
export class SesService {
  readonly outbox: Outbox;
  readonly identities: Identities;
  readonly #access: Access;
  readonly #operations: Operations;

  constructor(db: DatabaseSync, access: Access) {
    this.#access = access;
    this.outbox = new Outbox(db);
    this.identities = new Identities(db);
    const templates = new Templates(db);
    const sets = new ConfigurationSets(db);
    const { identities, outbox } = this;
    this.#operations = {
      ...identityOperations(identities),
      ...templateOperations(templates),
      ...configurationSetOperations(sets),
      ...sendOperations({ identities, templates, outbox, hasConfigurationSet: (name) => sets.has(name) }),
      GetAccount: () => accountOf(outbox),
    };
  }

  /** Answers a request; never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-amzn-requestid', randomUUID());
    try {
      sendJson(response, 200, await this.#answer(request));
    } catch (error) {
      const refusal = asSesError(error);
      if (!request.complete) {
        response.setHeader('connection', 'close');
        request.resume();
      }
      response.setHeader('x-amzn-errortype', refusal.code);
      sendJson(response, refusal.status, { message: refusal.message });
    }
  }

  async #answer(request: IncomingMessage): Promise<Json> {
    const bytes = await readBody(request);
    const signed = verifyRequest(request, {
      service: 'ses',
      pathEncoding: 'twice',
      secretOf: (keyId) => this.#access.secretOf(keyId),
      bodyHash: sha256Hex(bytes),
    });
    const method = request.method ?? 'GET';
    const path = pathOf(request.url ?? '/');
    const route = routeOf(method, path);
    const act = route && this.#operations[route.operation];
    if (!route || !act) {
      const what = route?.operation ?? `${method} ${path}`;
      throw sesError.notImplemented(`${what} is not implemented by the local SES.`);
    }
    const body = readJson(bytes);
    const resource = resourceOf(route.operation, body, route.names, signed.scope.region);
    if (!this.#access.authorize(signed.keyId, `ses:${route.operation}`, resource)) {
      throw sesError.accessDenied(`Not authorized to perform ses:${route.operation} on resource ${resource}`);
    }
    const query = new Map(queryOf(request.url ?? '/'));
    return await act({ ...route, query, body, region: signed.scope.region });
  }
}

/** The ARN of the identity that is sent from or worked on. */
function resourceOf(operation: string, body: Json, names: string[], region: string): string {
  const named = operation.includes('Identity') ? (names[0] ?? body.EmailIdentity) : body.FromEmailAddress;
  const identity = typeof named === 'string' ? (/<([^<>]*)>\s*$/.exec(named)?.[1] ?? named) : '*';
  return `arn:aws:ses:${region}:000000000000:identity/${identity}`;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > LARGEST_BODY)
      throw new AwsError('RequestEntityTooLargeException', 413, 'The request is too large.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function readJson(bytes: Buffer): Json {
  if (bytes.length === 0) return {};
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  } catch {
    // Falls through to the refusal.
  }
  throw new AwsError('SerializationException', 400, 'The body is not a JSON object.');
}

function sendJson(response: ServerResponse, status: number, body: Json): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.end(bytes);
}

/** An account out of the sandbox, with the quota of a modest one; it is shown and not enforced. */
function accountOf(outbox: Outbox): Json {
  return {
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: 'HEALTHY',
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    SendQuota: {
      Max24HourSend: 50_000,
      MaxSendRate: 14,
      SentLast24Hours: outbox.countSince(Date.now() - DAY_MS),
    },
    SuppressionAttributes: { SuppressedReasons: [] },
  };
}
