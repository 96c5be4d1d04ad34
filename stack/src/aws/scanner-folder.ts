import { join } from 'node:path';
import { folders } from '../clone.ts';

/** Where the scanner lies, with a Python of its own. */
export const scannerFolder = join(folders.cache, 'scanner');
export const scannerPython = join(scannerFolder, 'bin/python');
