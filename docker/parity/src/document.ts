import { areas, checks } from './checks.ts';
import { differences, type Difference } from './differences.ts';
import { mirrors } from './mirrors.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const code = (value: unknown): string => `\`${JSON.stringify(value)}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function pieces(): string {
  return table(
    ['On AWS', 'In containers', 'Embedded', 'What differs', 'Covered by'],
    mirrors.map(({ aws, containers, embedded, differs, coveredBy }) => [
      aws,
      containers,
      embedded,
      differs,
      coveredBy.map((file) => `\`${file}\``).join(', '),
    ]),
  );
}

function asked(): string {
  return table(
    ['Area', 'Checks', 'What of the product lies on it'],
    Object.entries(areas).map(([area, list]) => {
      const calls = new Set(list.flatMap(({ product }) => product ?? []));
      return [area, String(list.length), calls.size > 0 ? [...calls].join('; ') : 'nothing'];
    }),
  );
}

function describeDifference({ check, observed, effect, sentence, page }: Difference): string {
  const { title, expected } = checks.find(({ id }) => id === check) ?? {};
  return [
    `### ${check}`,
    effect,
    `Asked: ${title}. AWS: ${code(expected)}. Here: ${code(observed)}.`,
    `> ${sentence}\n>\n> <${page}>`,
  ].join('\n\n');
}

function differencesOf(target: Difference['target']): string {
  return differences
    .filter((one) => one.target === target)
    .map(describeDifference)
    .join('\n\n');
}

/** docs/parity.md. */
export function parityDocument(): string {
  return `# Parity with AWS

What stands for each piece of AWS on a laptop, what differs, and which test covers it. This page is written by \`npm run test:parity -- --write\` from \`docker/parity/src\`; a test compares the two.

${pieces()}

Durability is promised embedded and on AWS, not in containers.

## What is asked of S3 and SES

One set of ${checks.length} checks asks our stand-in, LocalStack and AWS the same questions, in part through the product's own adapters, and compares the answers with AWS's. A stand-in that answers otherwise fails unless the difference stands below; a difference below that is no longer one fails too.

\`\`\`sh
npm run test:parity                                        # the stand-in; also part of npm test
npm run test:parity -- --target localstack                 # in a container of its own
npm run test:parity -- --target localstack --endpoint URL  # one that runs
npm run test:parity -- --target aws --bucket NAME --sender ADDRESS
\`\`\`

${asked()}

How AWS answers was taken from its documentation and SDKs. The suite has not yet been run against AWS.

## Accepted differences: the stand-in (\`docker/aws\`)

None lies on a call that the product makes.

${differencesOf('standin')}

## Accepted differences: LocalStack

Two of them, unsigned-read and header-signature, lie on what the product relies on. They are accepted by name, and what they hide is proved on the stand-in.

${differencesOf('localstack')}
`;
}
