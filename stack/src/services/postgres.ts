import { startCluster } from '../postgres/cluster.ts';
import { createDatabaseIfAbsent, withConnection, type DatabaseAddress } from '../postgres/connection.ts';
import { databaseUser } from '../environment.ts';
import type { Service, StackContext } from '../service.ts';

function addressOf({ place }: StackContext): DatabaseAddress {
  const { ports, secrets } = place;
  return { host: '127.0.0.1', port: ports.postgres, user: databaseUser, password: secrets.databasePassword };
}

export const postgres: Service<'postgres'> = {
  name: 'postgres',
  needs: [],
  port: ({ place }) => place.ports.postgres,
  address: ({ place }) => `127.0.0.1:${place.ports.postgres}`,
  launch: async (context, logFile) => {
    const { host: _host, ...address } = addressOf(context);
    const { folders, disposable } = context;
    return (await startCluster({ ...address, dataFolder: folders.databaseData, logFile, disposable })).child;
  },
  probe: async (context) => {
    const { databaseName } = context.place;
    await createDatabaseIfAbsent(addressOf(context), databaseName);
    await withConnection(addressOf(context), databaseName, (client) => client.query('select 1'));
    return `database ${databaseName}, user ${databaseUser}`;
  },
  limitMs: 10_000,
  graceMs: 3_000,
  act: 'If its data is of another version or broken, start from empty data with: npm run stack -- reset',
};
