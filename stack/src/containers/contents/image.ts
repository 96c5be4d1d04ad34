import { docker } from '../docker.ts';

/** What is in an image, as data. */
export interface ImageContents {
  name: string;
  /** Every file and link, as absolute paths. */
  files: string[];
  /** What its programs run as unless told otherwise; empty for root. */
  user: string;
  /** Of all its layers together, as `docker image ls` has it. */
  bytes: number;
}

/** Reads an image without running anything that it was made for. */
export async function readImage(name: string): Promise<ImageContents> {
  const [inspected, listing] = await Promise.all([
    docker(['image', 'inspect', '--format', '{{json .Config.User}} {{.Size}}', name]),
    // As root, who sees every folder.
    docker([
      ...['run', '--rm', '--network', 'none', '--user', '0', '--entrypoint', 'find', name],
      ...['/', '-xdev', '-not', '-type', 'd', '-print'],
    ]),
  ]);
  const [user = '""', bytes] = inspected.split(' ');
  return { name, files: listing.split('\n'), user: JSON.parse(user) as string, bytes: Number(bytes) };
}
