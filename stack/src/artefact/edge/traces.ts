import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { TestStack } from '../../containers/test-stack.ts';
import { bucket, region } from '../../environment.ts';
import { StackFault } from '../../fault.ts';

/** So many are named where there are more. */
const NAMED = 5;

/** Everything that a person leaves, each by its name: the rows of every table, the objects in the store. */
export type Traces = Readonly<Record<string, readonly string[]>>;

/** Writes the statement that names every row by its primary key, or by all of it where a table has none. */
const writeStatement = `
  select string_agg(format('select %L || '' '' || row(%s)::text from public.%I t', relname,
    coalesce((select string_agg('t.' || quote_ident(attname), ',' order by attnum)
      from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey)
      where indrelid = tables.oid and indisprimary), 't.*'), relname), ' union all ')
  from pg_class tables where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`;

/** Looks for them. */
export async function tracesOf(stack: TestStack): Promise<Traces> {
  const traces: Record<string, string[]> = { objects: await objectsOf(stack) };
  for (const line of (await ask(stack, await ask(stack, writeStatement))).split('\n').filter(Boolean)) {
    const [table = ''] = line.split(' ', 1);
    (traces[table] ??= []).push(line.slice(table.length + 1));
  }
  return traces;
}

/** Whether the worker has finished what the seed has given it. */
export async function isAtRest(stack: TestStack): Promise<boolean> {
  const waiting = `select count(*) from document_versions where status in ('queued', 'converting')`;
  return (await ask(stack, waiting)) === '0';
}

/** What there is that was not there before, in words; that something else has gone does not make up for it. */
export function newIn(before: Traces, after: Traces): string[] {
  return Object.entries(after).flatMap(([what, names]) => {
    const known = new Set(before[what]);
    const unknown = names.filter((name) => !known.has(name));
    if (unknown.length === 0) return [];
    const more = unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : '';
    return [`${what}: ${unknown.slice(0, NAMED).join(', ')}${more}`];
  });
}

async function ask({ compose }: TestStack, statement: string): Promise<string> {
  const psql = ['psql', '-U', 'chancery', '-d', 'chancery', '-v', 'ON_ERROR_STOP=1', '-Atc', statement];
  const { code, stdout, stderr } = await compose.exec('postgres', psql);
  if (code !== 0) throw new StackFault(`the database did not answer: ${stderr.trim()}`);
  return stdout.trim();
}

async function objectsOf({ ports }: TestStack): Promise<string[]> {
  const s3 = new S3Client({
    region,
    endpoint: `http://127.0.0.1:${ports.store}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
  });
  try {
    const { Contents = [], IsTruncated } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    if (IsTruncated) throw new StackFault('there are more objects than one list holds');
    return Contents.map(({ Key = '' }) => Key);
  } finally {
    s3.destroy();
  }
}
