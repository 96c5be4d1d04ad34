import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { TestStack } from '../../containers/test-stack.ts';
import { bucket, region } from '../../environment.ts';
import { StackFault } from '../../fault.ts';

/** How many there are of everything that a person leaves: rows by table, objects in the store. */
export type Traces = Record<string, number>;

/** One line per table. */
const countRows = `
  select table_name || '=' || (xpath('/row/count/text()',
    query_to_xml(format('select count(*) from public.%I', table_name), false, true, '')))[1]::text
  from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;

/** Counts them. */
export async function tracesOf(stack: TestStack): Promise<Traces> {
  const rows = (await ask(stack, countRows)).split('\n').map((line): [string, number] => {
    const [table = '', count = ''] = line.split('=');
    return [table, Number(count)];
  });
  return { ...Object.fromEntries(rows), objects: await countObjects(stack) };
}

/** Whether the worker has finished what the seed has given it. */
export async function isAtRest(stack: TestStack): Promise<boolean> {
  const waiting = `select count(*) from document_versions where status in ('queued', 'converting')`;
  return (await ask(stack, waiting)) === '0';
}

/** What there is more of than before, in words. */
export function moreThan(before: Traces, after: Traces): string[] {
  return Object.keys(after)
    .filter((what) => (after[what] ?? 0) > (before[what] ?? 0))
    .map((what) => `${what}: ${before[what] ?? 0} before, ${after[what]} after`);
}

async function ask({ compose }: TestStack, statement: string): Promise<string> {
  const psql = ['psql', '-U', 'chancery', '-d', 'chancery', '-v', 'ON_ERROR_STOP=1', '-Atc', statement];
  const { code, stdout, stderr } = await compose.exec('postgres', psql);
  if (code !== 0) throw new StackFault(`the database did not answer: ${stderr.trim()}`);
  return stdout.trim();
}

async function countObjects({ ports }: TestStack): Promise<number> {
  const s3 = new S3Client({
    region,
    endpoint: `http://127.0.0.1:${ports.store}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
  });
  try {
    const { Contents = [], IsTruncated } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    if (IsTruncated) throw new StackFault('there are more objects than one list holds');
    return Contents.length;
  } finally {
    s3.destroy();
  }
}
