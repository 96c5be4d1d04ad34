/** One package of package-lock.json, as far as it is looked at here. */
interface LockedPackage {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** package-lock.json, version 3: every package by the folder it is installed in. */
export interface Lockfile {
  packages: Record<string, LockedPackage>;
}

/**
 * The folders of all packages that a workspace needs when it runs: its dependencies, theirs, and their peers.
 *
 * @param workspace its folder, such as `backend`
 * @returns folders such as `node_modules/express`; optional packages of other platforms are among them
 * @throws when a dependency that is not optional is not in the lockfile
 */
export function productionPackages(lockfile: Lockfile, workspace: string): Set<string> {
  const found = new Set<string>();
  const open = [workspace];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const { dependencies, optionalDependencies, peerDependencies } = lockfile.packages[folder] ?? {};
    const optional = { ...optionalDependencies, ...peerDependencies };
    for (const name of Object.keys({ ...dependencies, ...optional })) {
      const at = locate(lockfile, folder, name);
      if (at === undefined && !(name in optional))
        throw new Error(`${folder} needs ${name}, which is not locked`);
      if (at === undefined || found.has(at)) continue;
      found.add(at);
      open.push(at);
    }
  }
  return found;
}

/** Where Node finds a package from a folder: in the nearest `node_modules` up the tree. */
function locate({ packages }: Lockfile, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (candidate in packages) return candidate;
    if (folder === '') return undefined;
  }
}
