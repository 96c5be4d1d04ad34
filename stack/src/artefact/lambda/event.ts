import { randomUUID } from 'node:crypto';

/** What the distribution sends on to a function's address. */
export interface OriginRequest {
  method: string;
  /** Path and query as they came. */
  url: string;
  /** By name in lower case; several of one name are joined. */
  headers: Record<string, string>;
  body: Buffer;
}

/** Types whose bodies reach a function as text; all others come in base64. */
const textual = /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded))/;

/** The name a function's address has; the function sees it as the host it was asked for. */
const functionHost = 'site.lambda-url.eu-west-2.on.aws';

/** A request as the address of a function hands it over (payload format 2.0). */
export function functionUrlEvent(request: OriginRequest): Record<string, unknown> {
  const { pathname, search, searchParams } = new URL(request.url, `https://${functionHost}`);
  const { cookie, ...headers } = request.headers;
  const asText = textual.test(headers['content-type'] ?? '');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(cookie ? { cookies: cookie.split(/;\s*/) } : {}),
    headers: { ...headers, host: functionHost },
    queryStringParameters: joined(searchParams),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'site',
      domainName: functionHost,
      domainPrefix: 'site',
      http: {
        method: request.method,
        path: pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: new Date().toUTCString(),
      timeEpoch: Date.now(),
    },
    ...(request.body.length > 0 ? { body: request.body.toString(asText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: request.body.length > 0 && !asText,
  };
}

function joined(parameters: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]),
  );
}
