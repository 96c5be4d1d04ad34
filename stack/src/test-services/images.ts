import { Compose } from '../containers/compose.ts';
import { requireImages } from '../containers/images.ts';
import { testProject } from '../containers/test-stack.ts';

/** The services of compose.yaml that the integration tests can run on. */
export type TestImage = 'postgres' | 'localstack' | 'rds-proxy';

/**
 * The images that compose.yaml names for these services, fetched or built as it says: the tests run on what the
 * stack runs on.
 *
 * @throws StackFault naming the image that is not to be had, or the build that failed
 */
export async function testImages<Name extends TestImage>(
  names: readonly Name[],
  onLine?: (line: string) => void,
): Promise<Record<Name, string>> {
  const compose = new Compose({ project: testProject, ignoreEnvFile: true });
  await requireImages(compose, onLine, names);
  const { services } = await compose.config();
  const built = names.filter((name) => services[name]?.build);
  if (built.length > 0) await compose.build({ services: built });
  return Object.fromEntries(names.map((name) => [name, services[name]?.image ?? name])) as Record<
    Name,
    string
  >;
}
