import type { ImageContents } from './image.ts';
import { productionPackages, type Lockfile } from './lockfile.ts';

/** What an image that goes to production has to keep to. */
export interface ShippedImage {
  /** The folder of the workspace it is made of. */
  workspace: string;
  maxBytes: number;
  /** Files that have to be there. */
  holds: string[];
  /** Whether the package manager of its base image may be there. */
  mayHoldNpm: boolean;
}

const APP = '/app/';
const PACKAGE_MANAGER =
  /^\/usr\/(local\/)?(bin\/(npm|npx|corepack|yarn|yarnpkg|pnpm)|lib\/node_modules\/(npm|corepack)\/)/;
/** Other folders of the repository: stand-ins, tests, tools and what is only for building. */
const FOREIGN_FOLDER = /^(docker|e2e|stack|infra|tools|docs|\.git|\.ci|\.local)\//;
const TEST =
  /\.(test|spec|bench)\.[cm]?[jt]sx?$|(^|\/)(testing|testing-support|__tests__)\/|(^|[/-])fixtures?\.ts$|faulty/;
const PRIVATE = /(^|\/)(\.env(\..*)?|\.npmrc|npmrc|\.gitconfig|id_[a-z0-9]+|[^/]+\.pem)$/;
const RECIPE = /(^|\/)(Dockerfile|[^/]*\.Dockerfile|\.dockerignore|(docker-)?compose\.ya?ml)$/;

/**
 * Everything that is wrong with an image, each with the file or the figure; empty for a good one.
 *
 * @param lockfile says which packages may be there: those that the workspace needs when it runs
 */
export function faultsOf(image: ImageContents, wanted: ShippedImage, lockfile: Lockfile): string[] {
  const files = image.files.filter((file) => file.startsWith(APP)).map((file) => file.slice(APP.length));
  const own = files.filter((file) => !file.includes('node_modules/'));
  const each = (list: string[], rule: RegExp, what: string): string[] =>
    list.filter((file) => rule.test(file)).map((file) => `${what}: ${file}`);
  return [
    ...(/^[1-9]\d*(:\d+)?$/.test(image.user) ? [] : [`runs as "${image.user}" instead of a numbered user`]),
    ...(image.bytes <= wanted.maxBytes ? [] : [`has ${image.bytes} bytes; ${wanted.maxBytes} are the most`]),
    ...wanted.holds.filter((file) => !image.files.includes(file)).map((file) => `lacks ${file}`),
    ...(wanted.mayHoldNpm ? [] : each(image.files, PACKAGE_MANAGER, 'package manager')),
    ...each(own, FOREIGN_FOLDER, 'not of the product'),
    ...each(own, TEST, 'of a test'),
    ...each(files, PRIVATE, 'private'),
    ...each(own, RECIPE, 'recipe'),
    ...packageFaults(files, wanted, lockfile),
  ];
}

function packageFaults(files: string[], { workspace }: ShippedImage, lockfile: Lockfile): string[] {
  const installed = installedPackages(files);
  if (installed.length === 0) return ['holds no package at all'];
  const needed = productionPackages(lockfile, workspace);
  return installed
    .filter((folder) => !needed.has(folder))
    .map((folder) => `package of a stand-in, of a test or of nobody: ${folder}`);
}

/** The folders of packages in a listing; what packages keep inside them under other names is theirs. */
export function installedPackages(files: string[]): string[] {
  const manifest = /^((?:node_modules\/(?:@[^/]+\/)?[^/@.][^/]*\/?)+)package\.json$/;
  return files.flatMap((file) => {
    const folder = manifest.exec(file)?.[1];
    return folder ? [folder.slice(0, -1)] : [];
  });
}
