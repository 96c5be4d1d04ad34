import { deployRegion } from './settings.ts';

/** What a stage costs, keeps and gives away. Every stage that is neither production nor staging belongs to a person. */
export interface StagePolicy {
  kind: 'production' | 'staging' | 'personal';
  /** `STAGE` of the processes: how strict their settings are. A personal stage is as strict as staging. */
  strictness: 'production' | 'staging';
  /** Data outlives a mistake: deletion protection, snapshots, retained resources. */
  keepsData: boolean;
  /** Whether the application speaks to the database through RDS Proxy. */
  pooled: boolean;
  /** A gateway of AWS in each zone, or one small instance in each. Decide once: SST cannot switch (sst issue 6773). */
  nat: 'managed' | 'instance';
  backupDays: number;
  logDays: number;
  /** Days in which a deleted secret or key can be had back. */
  secretRecoveryDays: number;
  keyRecoveryDays: number;
  databaseCapacity: { min: number; max: number };
  databaseReplicas: number;
  /** Whether tasks may run on capacity that AWS takes away at two minutes' notice. */
  spot: boolean;
  tasks: Record<'api' | 'worker' | 'converter', { min: number; max: number }>;
}

const production: StagePolicy = {
  kind: 'production',
  strictness: 'production',
  keepsData: true,
  pooled: true,
  nat: 'managed',
  backupDays: 35,
  logDays: 365,
  secretRecoveryDays: 30,
  keyRecoveryDays: 30,
  databaseCapacity: { min: 1, max: 16 },
  databaseReplicas: 1,
  spot: false,
  tasks: { api: { min: 2, max: 10 }, worker: { min: 2, max: 10 }, converter: { min: 2, max: 6 } },
};

const staging: StagePolicy = {
  ...production,
  kind: 'staging',
  strictness: 'staging',
  keepsData: false,
  nat: 'instance',
  backupDays: 7,
  logDays: 30,
  secretRecoveryDays: 0,
  keyRecoveryDays: 7,
  databaseCapacity: { min: 0.5, max: 4 },
  databaseReplicas: 0,
  tasks: { api: { min: 1, max: 3 }, worker: { min: 1, max: 3 }, converter: { min: 1, max: 2 } },
};

const personal: StagePolicy = {
  ...staging,
  kind: 'personal',
  pooled: false,
  backupDays: 1,
  logDays: 7,
  databaseCapacity: { min: 0.5, max: 2 },
  spot: true,
  tasks: { api: { min: 1, max: 1 }, worker: { min: 1, max: 1 }, converter: { min: 1, max: 1 } },
};

/** The policy of a stage by its name. */
export function policyOf(stage: string): StagePolicy {
  if (stage === 'production') return production;
  return stage === 'staging' ? staging : personal;
}

/** The longest for which the load balancer's name still has its 32 characters. */
const LONGEST_STAGE = 19;

/** What the names of a registry, a database and a load balancer may be made of. */
const stageName = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * What SST asks first: the name, where the state lives, and what becomes of a stage's resources when it is removed.
 *
 * @throws for a stage whose name AWS would refuse half-way through a deployment
 */
export function appOf(stage = 'unknown') {
  if (!stageName.test(stage) || stage.length > LONGEST_STAGE) {
    throw new Error(
      `The stage "${stage}" cannot be deployed: a name has at most ${LONGEST_STAGE} lower-case letters and digits, with single hyphens between`,
    );
  }
  const { keepsData } = policyOf(stage);
  return {
    name: 'chancery',
    home: 'aws' as const,
    version: '4.17.1',
    protect: keepsData,
    removal: keepsData ? ('retain' as const) : ('remove' as const),
    providers: {
      aws: {
        version: '7.20.0',
        region: deployRegion(),
        defaultTags: { tags: { app: 'chancery', stage } },
      },
    },
  };
}
