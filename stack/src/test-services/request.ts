import { requestedTestServices } from '../config.ts';
import { StackFault } from '../fault.ts';

/** What the integration tests run on. */
export interface TestServicesRequest {
  /** Postgres and the AWS services as processes of this machine, or as containers. */
  engine: 'embedded' | 'containers';
  /** What stands between the product and the database. */
  pooler: 'none' | 'rds-proxy';
}

/**
 * What TEST_ENGINE and TEST_POOLER ask for.
 *
 * @throws StackFault for a name that is not known and for a pooler without containers, so that no run quietly
 * tests something else
 */
export function testServicesRequest({
  engine,
  pooler,
}: { engine: string; pooler: string } = requestedTestServices): TestServicesRequest {
  if (engine !== 'embedded' && engine !== 'containers') {
    throw new StackFault(
      `TEST_ENGINE=${engine} is not known`,
      'Leave it out, or say TEST_ENGINE=containers.',
    );
  }
  if (pooler !== 'none' && pooler !== 'rds-proxy') {
    throw new StackFault(`TEST_POOLER=${pooler} is not known`, 'Leave it out, or say TEST_POOLER=rds-proxy.');
  }
  if (pooler !== 'none' && engine !== 'containers') {
    throw new StackFault(`TEST_POOLER=${pooler} is a container`, 'Say TEST_ENGINE=containers too.');
  }
  return { engine, pooler };
}
