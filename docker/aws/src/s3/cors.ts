import type { IncomingMessage, ServerResponse } from 'node:http';
import { s3Error } from './errors.ts';
import { documentOf, element, parseXml, text } from './xml.ts';

/** One rule of a bucket's CORS configuration, in the names of the S3 API. */
export interface CorsRule {
  ID?: string;
  AllowedOrigins: string[];
  AllowedMethods: string[];
  AllowedHeaders?: string[];
  ExposeHeaders?: string[];
  MaxAgeSeconds?: number;
}

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
const VARY = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';

/** Reads a CORSConfiguration document. @throws AwsError MalformedXML, InvalidRequest */
export async function parseCors(document: string): Promise<CorsRule[]> {
  const root = await parseXml(document, 'CORSConfiguration');
  const rules = root.all('CORSRule').map((rule) => {
    const list = (name: string) => rule.all(name).map((child) => child.text());
    const seconds = rule.textOf('MaxAgeSeconds');
    return {
      ID: rule.textOf('ID'),
      AllowedOrigins: list('AllowedOrigin'),
      AllowedMethods: list('AllowedMethod'),
      AllowedHeaders: list('AllowedHeader'),
      ExposeHeaders: list('ExposeHeader'),
      MaxAgeSeconds: seconds === undefined ? undefined : Number(seconds),
    };
  });
  checkRules(rules);
  return rules;
}

/** Writes rules as a CORSConfiguration document. */
export function corsDocument(rules: readonly CorsRule[]): string {
  const list = (name: string, values: readonly string[] = []) => values.map((value) => text(name, value));
  return documentOf(
    'CORSConfiguration',
    rules.map((rule) =>
      element('CORSRule', [
        rule.ID === undefined ? undefined : text('ID', rule.ID),
        ...list('AllowedOrigin', rule.AllowedOrigins),
        ...list('AllowedMethod', rule.AllowedMethods),
        ...list('AllowedHeader', rule.AllowedHeaders),
        ...list('ExposeHeader', rule.ExposeHeaders),
        rule.MaxAgeSeconds === undefined ? undefined : text('MaxAgeSeconds', rule.MaxAgeSeconds),
      ]),
    ),
  );
}

/** Refuses rules that S3 would refuse. @throws AwsError MalformedXML, InvalidRequest */
export function checkRules(rules: readonly CorsRule[]): void {
  if (rules.length === 0 || rules.length > 100) throw s3Error('MalformedXML');
  for (const rule of rules) {
    if (rule.AllowedOrigins.length === 0 || rule.AllowedMethods.length === 0) throw s3Error('MalformedXML');
    const method = rule.AllowedMethods.find((one) => !METHODS.includes(one));
    if (method !== undefined) {
      throw s3Error(
        'InvalidRequest',
        `Found unsupported HTTP method in CORS config. Unsupported method is ${method}`,
      );
    }
    for (const pattern of [...rule.AllowedOrigins, ...(rule.AllowedHeaders ?? [])]) {
      if (pattern.split('*').length > 2) {
        throw s3Error('InvalidRequest', `"${pattern}" can not have more than one wildcard.`);
      }
    }
    const exposed = rule.ExposeHeaders?.find((name) => name.includes('*'));
    if (exposed !== undefined) {
      throw s3Error(
        'InvalidRequest',
        `ExposeHeader "${exposed}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
      );
    }
  }
}

/** Answers a preflight by the first rule that allows all it asks for. @throws AwsError AccessForbidden */
export function answerPreflight(
  request: IncomingMessage,
  response: ServerResponse,
  rules: readonly CorsRule[] | undefined,
): void {
  const origin = request.headers.origin;
  const method = request.headers['access-control-request-method'];
  if (!origin || !method) {
    throw s3Error('InvalidRequest', 'Insufficient information. Origin request header needed.');
  }
  if (!rules) throw s3Error('AccessForbidden', 'CORSResponse: CORS is not enabled for this bucket.');
  const headers = (request.headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const rule = rules.find((one) => allows(one, origin, method, headers));
  if (!rule) throw s3Error('AccessForbidden');
  setHeaders(response, rule, origin);
  if (headers.length > 0) response.setHeader('access-control-allow-headers', headers.join(', '));
  if (rule.MaxAgeSeconds !== undefined) response.setHeader('access-control-max-age', rule.MaxAgeSeconds);
  response.writeHead(200, { 'content-length': 0 });
  response.end();
}

/** Lets a page of an allowed origin read the answer, also when it is an error. */
export function allowOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  rules: readonly CorsRule[] | undefined,
): void {
  const origin = request.headers.origin;
  if (!origin || !rules) return;
  const rule = rules.find((one) => allows(one, origin, request.method ?? 'GET', []));
  if (rule) setHeaders(response, rule, origin);
}

function allows(rule: CorsRule, origin: string, method: string, headers: readonly string[]): boolean {
  return (
    rule.AllowedMethods.includes(method) &&
    rule.AllowedOrigins.some((pattern) => fits(pattern, origin)) &&
    headers.every((name) => rule.AllowedHeaders?.some((pattern) => fits(pattern.toLowerCase(), name)))
  );
}

function setHeaders(response: ServerResponse, rule: CorsRule, origin: string): void {
  const anyone = rule.AllowedOrigins.includes('*');
  response.setHeader('access-control-allow-origin', anyone ? '*' : origin);
  if (!anyone) response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-methods', rule.AllowedMethods.join(', '));
  if (rule.ExposeHeaders?.length) {
    response.setHeader('access-control-expose-headers', rule.ExposeHeaders.join(', '));
  }
  response.setHeader('vary', VARY);
}

/** A pattern may have one `*`. */
function fits(pattern: string, value: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === value;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return value.length >= before.length + after.length && value.startsWith(before) && value.endsWith(after);
}
