import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Setting {
  path: string;
  name: string;
  value: string;
}

const COMMON = '/org.openoffice.Office.Common';

/**
 * What an instance must not do with an untrusted document, written into its profile before the first start.
 * The names are those of LibreOffice's own registry schema (share/registry/main.xcd).
 */
const SETTINGS: Setting[] = [
  // 3 is "very high": only macros from trusted places run, and there are none.
  { path: `${COMMON}/Security/Scripting`, name: 'MacroSecurityLevel', value: '3' },
  { path: `${COMMON}/Security/Scripting`, name: 'DisableMacrosExecution', value: 'true' },
  { path: `${COMMON}/Security/Scripting`, name: 'OfficeBasic', value: '0' },
  { path: `${COMMON}/Security/Scripting`, name: 'ExecutePlugins', value: 'false' },
  { path: `${COMMON}/Security/Scripting`, name: 'BlockUntrustedRefererLinks', value: 'true' },
  { path: `${COMMON}/Security/Scripting`, name: 'HyperlinksWithCtrlClick', value: 'true' },
  // "Never" is 0 for Writer and 1 for Calc, whose sheets a Word document may embed.
  { path: '/org.openoffice.Office.Writer/Content/Update', name: 'Link', value: '0' },
  { path: '/org.openoffice.Office.Calc/Content/Update', name: 'Link', value: '1' },
  // A proxy at a closed local port: whatever still tries to fetch something gets nowhere.
  { path: '/org.openoffice.Inet/Settings', name: 'ooInetProxyType', value: '2' },
  { path: '/org.openoffice.Inet/Settings', name: 'ooInetHTTPProxyName', value: '127.0.0.1' },
  { path: '/org.openoffice.Inet/Settings', name: 'ooInetHTTPProxyPort', value: '9' },
  { path: '/org.openoffice.Inet/Settings', name: 'ooInetHTTPSProxyName', value: '127.0.0.1' },
  { path: '/org.openoffice.Inet/Settings', name: 'ooInetHTTPSProxyPort', value: '9' },
  { path: `${COMMON}/Misc`, name: 'CrashReport', value: 'false' },
  { path: `${COMMON}/Misc`, name: 'FirstRun', value: 'false' },
  { path: '/org.openoffice.Office.Recovery/AutoSave', name: 'Enabled', value: 'false' },
  { path: '/org.openoffice.Setup/Office', name: 'ooSetupInstCompleted', value: 'true' },
];

/** Writes a fresh profile folder for one instance. */
export async function writeProfile(folder: string): Promise<void> {
  await mkdir(join(folder, 'user'), { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'user', 'registrymodifications.xcu'), registryXml(SETTINGS));
}

function registryXml(settings: Setting[]): string {
  const items = settings.map(
    ({ path, name, value }) =>
      `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
    ...items,
    '</oor:items>',
    '',
  ].join('\n');
}
