import { describe, expect, it } from 'vitest';
import { makeDownloadPath, readDownloadToken } from './download-token.ts';

const secret = 's'.repeat(40);
const link = { userId: 'user_1', versionId: '0190b8a0-0000-7000-8000-000000000000' };
const tokenOf = (path: string) => path.replace('/downloads/', '');

describe('download links', () => {
  it('lead to the person and version they were made for', () => {
    expect(readDownloadToken(tokenOf(makeDownloadPath(link, secret)), secret)).toEqual(link);
  });

  it('are refused once expired, altered or made with another secret', () => {
    const token = tokenOf(makeDownloadPath(link, secret, Date.parse('2026-01-01')));
    expect(readDownloadToken(token, secret, Date.parse('2026-01-01T00:59:00Z'))).toEqual(link);
    expect(readDownloadToken(token, secret, Date.parse('2026-01-01T01:01:00Z'))).toBeNull();
    const fresh = tokenOf(makeDownloadPath(link, secret));
    const other = tokenOf(makeDownloadPath({ ...link, userId: 'user_2' }, secret));
    expect(readDownloadToken(fresh, 'x'.repeat(40))).toBeNull();
    expect(readDownloadToken(`${other.split('.')[0]}.${fresh.split('.')[1]}`, secret)).toBeNull();
    expect(readDownloadToken('junk', secret)).toBeNull();
  });
});
