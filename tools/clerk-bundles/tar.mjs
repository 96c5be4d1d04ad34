// Reads a .tgz as npm makes it. No dependency, Node 18 and later.
import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

/**
 * The plain files of an archive, with the `package/` that npm puts before every name cut off.
 * @param {Buffer} archive gzipped tar
 * @returns {Generator<{ path: string, data: Buffer }>}
 */
export function* filesOf(archive) {
  const tar = gunzipSync(archive);
  let longName = '';
  for (let at = 0; at + BLOCK <= tar.length;) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const size = parseInt(text(header, 124, 12), 8) || 0;
    const data = tar.subarray(at + BLOCK, at + BLOCK + size);
    if (data.length < size) throw new Error('the archive ends in the middle of a file');
    const type = text(header, 156, 1);
    if (type === 'x') longName = /\d+ path=(.*)\n/.exec(data.toString('utf8'))?.[1] ?? '';
    if (type === '0' || type === '') {
      const prefix = text(header, 345, 155);
      const name = longName || (prefix ? `${prefix}/` : '') + text(header, 0, 100);
      yield { path: safe(name.replace(/^[^/]*\//, '')), data };
      longName = '';
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** @param {Buffer} header @param {number} at @param {number} length */
function text(header, at, length) {
  return header
    .subarray(at, at + length)
    .toString('utf8')
    .replace(/\0.*$/s, '')
    .trim();
}

/** @param {string} path */
function safe(path) {
  if (path.startsWith('/') || path.split(/[/\\]/).includes('..')) {
    throw new Error(`the archive holds a file outside its folder: ${path}`);
  }
  return path;
}
