import type { StartedPostgreSqlContainer } from '@testcontainers/postgresql';
import { GenericContainer, Wait, type StartedTestContainer } from 'testcontainers';
import { ownerLabels } from './leftovers.ts';
import { onLoopback } from './loopback.ts';

const PORT = 6432;
/** The network on which containers reach each other by address; being Docker's own, it needs no cleaning up. */
const NETWORK = 'bridge';

class RdsProxy extends GenericContainer {
  protected override async beforeContainerCreated(): Promise<void> {
    onLoopback(this.hostConfig);
  }
}

/** A pooler in front of a Postgres of the same test run. */
export interface StartedPooler {
  container: StartedTestContainer;
  /** Where it is reached on this machine. */
  port: number;
  /** The address it has in the server's log. */
  address: string;
}

/** Starts what stands for RDS Proxy; healthy is when a query has gone through it to the server. */
export async function startRdsProxy(
  image: string,
  postgres: StartedPostgreSqlContainer,
  poolSize = 20,
): Promise<StartedPooler> {
  const container = await new RdsProxy(image)
    .withEnvironment({
      DB_HOST: postgres.getIpAddress(NETWORK),
      DB_PORT: '5432',
      DB_USER: postgres.getUsername(),
      DB_PASSWORD: postgres.getPassword(),
      POOL_SIZE: String(poolSize),
    })
    .withExposedPorts(PORT)
    .withLabels(ownerLabels())
    .withWaitStrategy(Wait.forHealthCheck())
    .start();
  return { container, port: container.getMappedPort(PORT), address: container.getIpAddress(NETWORK) };
}
