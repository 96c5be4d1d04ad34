import { publishableKeyFor } from '../../../docker/clerk/src/keys.ts';
import { cloneHash } from '../clone.ts';
import { Compose } from './compose.ts';
import { containersOf } from './container.ts';
import { freePortsFrom, portsOf, portVariables, type PublishedPorts } from './ports.ts';

/** The project of the container tests of this clone; it stands beside a developer's own stack. */
export const testProject = `chancery-test-${cloneHash}`;

/** Whether a project is that one, or a small one that a single test makes. */
export function isOfTheTests(project: string): boolean {
  return project === testProject || project.startsWith(`${testProject}-`);
}

/** Apart from the ports of the embedded stack, which end at 29999. */
const FIRST_PORT = 30_000;
const BLOCKS = 200;
const BLOCK = 12;

/** The stack under test: how to speak to Docker about it, and where it is reached. */
export interface TestStack {
  compose: Compose;
  ports: PublishedPorts;
}

/** What a person may have set for their own stack. */
const personal = [
  'ANTHROPIC_API_KEY',
  'OPENAI_API_KEY',
  'GEMINI_API_KEY',
  'OPENAI_COMPATIBLE_BASE_URL',
  'OPENAI_COMPATIBLE_API_KEY',
  'OPENAI_COMPATIBLE_MODEL',
];

/** The stack under test on the ports it has, or else on free ones. Nothing is started. */
export async function findTestStack(variables: Record<string, string> = {}): Promise<TestStack> {
  const running = (await containersOf(testProject)).filter(({ state }) => state === 'running');
  const held = portsOf(running);
  const first = FIRST_PORT + (parseInt(cloneHash, 16) % BLOCKS) * BLOCK;
  // What the stack itself holds counts as taken here, and so is given to no other service.
  return testStackAt({ ...(await freePortsFrom(first)), ...held }, variables);
}

/**
 * The stack under test on given ports. A person's own `.env` is not read and their keys of model providers are
 * taken away: the tests meet the offline model.
 *
 * @param variables more of what compose.yaml interpolates
 */
export function testStackAt(ports: PublishedPorts, variables: Record<string, string> = {}): TestStack {
  const compose = new Compose({
    project: testProject,
    ignoreEnvFile: true,
    variables: {
      ...portVariables(ports),
      CHANCERY_CLERK_PUBLISHABLE_KEY: publishableKeyFor(`${testProject}.localhost`),
      ...Object.fromEntries(personal.map((name) => [name, ''])),
      ...variables,
    },
  });
  return { compose, ports };
}
