import { ports, STOP_SECONDS, USER, WRITABLE, type ContainerName } from './container-limits.ts';

interface ContainerDefinition {
  name: ContainerName;
  environment: { name: string; value: string }[];
  [setting: string]: unknown;
}

/** What SST has no argument for. */
function shapeContainer(definition: ContainerDefinition): ContainerDefinition {
  const { name } = definition;
  const shaped: ContainerDefinition = {
    ...definition,
    // SST tells every container its own name for the stage; ours declare what they read.
    environment: definition.environment.filter((variable) => !variable.name.startsWith('SST_')),
    user: USER,
    readonlyRootFilesystem: true,
    mountPoints: [{ sourceVolume: `${name}-tmp`, containerPath: WRITABLE, readOnly: false }],
    stopTimeout: STOP_SECONDS,
    // A terminal would end log lines in a way that no reader of JSON lines expects.
    pseudoTerminal: false,
    linuxParameters: { initProcessEnabled: true, capabilities: { drop: ['ALL'] } },
    portMappings:
      name === 'migrate' ? [] : [{ containerPort: ports[name], hostPort: ports[name], protocol: 'tcp' }],
    essential: name !== 'migrate',
  };
  if (name === 'api') shaped.dependsOn = [{ containerName: 'migrate', condition: 'SUCCESS' }];
  return shaped;
}

/** Hardens every container of a task and gives each a writable directory of its own. */
export function shapeTaskDefinition(args: aws.ecs.TaskDefinitionArgs): undefined {
  const definitions = $util
    .output(args.containerDefinitions)
    .apply((text) => (JSON.parse(text) as ContainerDefinition[]).map(shapeContainer));
  args.containerDefinitions = $jsonStringify(definitions);
  args.volumes = definitions.apply((containers) => containers.map(({ name }) => ({ name: `${name}-tmp` })));
}
