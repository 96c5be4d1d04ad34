import type { SourceFormat, TargetFormat } from '../../../../backend/src/convert/formats.ts';
import type { Compose } from '../compose.ts';

/** What the converter answered. */
export interface ConverterAnswer {
  status: number;
  /** Empty when it is a refusal. */
  bytes: Buffer;
  /** Of a refusal: its named error. */
  code: string | undefined;
}

/** Sends its standard input to the converter and prints the answer; bytes do not pass a terminal whole. */
const client = `
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', async () => {
  const answer = await fetch(process.argv[1], { method: 'POST', body: Buffer.concat(chunks) });
  const body = Buffer.from(await answer.arrayBuffer()).toString('base64');
  console.log(JSON.stringify({ status: answer.status, body }));
});`;

/**
 * Has the converter container convert a document, asked by the worker's container as in the product: nothing else
 * reaches it.
 */
export async function convertInside(
  compose: Compose,
  input: Uint8Array,
  from: SourceFormat,
  to: TargetFormat,
): Promise<ConverterAnswer> {
  const url = `http://converter:4300/convert?from=${from}&to=${to}`;
  const { code, stdout, stderr } = await compose.exec('worker', ['node', '-e', client, url], { input });
  if (code !== 0) throw new Error(`the converter was not reached: ${stderr}`);
  const answer = JSON.parse(stdout) as { status: number; body: string };
  const bytes = Buffer.from(answer.body, 'base64');
  if (answer.status === 200) return { status: 200, bytes, code: undefined };
  const problem = JSON.parse(bytes.toString()) as { code: string };
  return { status: answer.status, bytes: Buffer.alloc(0), code: problem.code };
}
