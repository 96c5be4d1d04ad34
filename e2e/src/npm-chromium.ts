import { inflate } from '@sparticuz/chromium';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withTemporaryFolder } from './config.ts';

const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];

export interface UnpackedChromium {
  version: string;
  executablePath: string;
  /** Must reach the browser alone: its libraries would break other programs. */
  environment: Record<string, string>;
}

/** The version of the browser that lies in node_modules. */
export function packagedVersion(): string {
  const manifest = readFileSync(join(packageFolder(), 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/**
 * Unpacks the Chromium of the npm package with the libraries and fonts that its own unpacking leaves out on an
 * ordinary machine. It is written aside and renamed, so two processes may do it at once.
 *
 * @param cache a folder of this user; a browser in another user's folder crashes
 */
export async function unpackChromium(cache: string): Promise<UnpackedChromium> {
  const version = packagedVersion();
  const home = join(cache, `chromium-${version}`);
  if (!existsSync(home)) await unpackTo(home);
  return {
    version,
    executablePath: join(home, 'chromium'),
    environment: { LD_LIBRARY_PATH: join(home, 'al2023/lib'), FONTCONFIG_PATH: join(home, 'fonts') },
  };
}

function packageFolder(): string {
  return dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
}

async function unpackTo(home: string): Promise<void> {
  const aside = `${home}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  await withTemporaryFolder(aside, () =>
    Promise.all(archives.map((archive) => inflate(join(packageFolder(), 'bin', archive)))),
  );
  // Without a font the pages die; the packaged list names only a folder of the cloud it was made for.
  writeFileSync(
    join(aside, 'fonts/fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${home}/fonts/fonts</dir>` +
      `<dir>/usr/share/fonts</dir><cachedir>${home}/font-cache</cachedir></fontconfig>`,
  );
  try {
    renameSync(aside, home);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}
