import { docker, runDocker } from './docker.ts';

const PROJECT = 'com.docker.compose.project';

/** What compose makes, in the order in which it can be removed. */
const kinds = [
  { list: ['ps', '--all'], id: '{{.Names}}', remove: ['rm', '--force', '--volumes'] },
  { list: ['network', 'ls'], id: '{{.Name}}', remove: ['network', 'rm'] },
  { list: ['volume', 'ls'], id: '{{.Name}}', remove: ['volume', 'rm'] },
] as const;

type Kind = (typeof kinds)[number];

/** The containers, networks and volumes of the projects meant, by name. */
export async function projectsLeft(isMeant: (project: string) => boolean): Promise<string[]> {
  return (await Promise.all(kinds.map((kind) => namesOf(kind, isMeant)))).flat();
}

/**
 * Removes everything of the projects meant. It needs no compose file, so it also finds what a killed run of another
 * version left behind.
 */
export async function removeProjects(isMeant: (project: string) => boolean): Promise<void> {
  for (const kind of kinds) {
    const names = await namesOf(kind, isMeant);
    // What goes by itself in the meantime is as good as removed.
    if (names.length > 0) await runDocker([...kind.remove, ...names]);
  }
}

async function namesOf({ list, id }: Kind, isMeant: (project: string) => boolean): Promise<string[]> {
  const format = `${id} {{.Label "${PROJECT}"}}`;
  const listed = await docker([...list, '--filter', `label=${PROJECT}`, '--format', format]);
  return listed.split('\n').flatMap((line) => {
    const [name = '', project = ''] = line.split(' ');
    return name && isMeant(project) ? [name] : [];
  });
}
