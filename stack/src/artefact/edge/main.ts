// What stands before the stack in containers, itself in a container: CloudFront and Lambda with the built site under
// one name, the API and the store under two others, all by TLS. Run by in-front.ts with the file that it has written.
import { readFileSync } from 'node:fs';
import { openSite } from '../serve.ts';
import { forwardTo, startEdge } from './edge.ts';

/** What the file says. */
export interface EdgeSettings {
  names: { app: string; api: string; files: string };
  /** Inside of the containers' network. */
  origins: { api: string; files: string };
  /** The settings of the web role. */
  settings: Record<string, string>;
  keyFile: string;
  certificateFile: string;
}

const [file = ''] = process.argv.slice(2);
const { names, origins, settings, keyFile, certificateFile } = JSON.parse(
  readFileSync(file, 'utf8'),
) as EdgeSettings;
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const site = await openSite({ settings, onCall: tell });
await startEdge({
  host: '0.0.0.0',
  port: 443,
  tls: { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certificateFile, 'utf8') },
  sites: {
    [names.app]: site.listener('https'),
    [names.api]: forwardTo(origins.api),
    [names.files]: forwardTo(origins.files),
  },
});
process.once('SIGTERM', () => process.exit(0));
tell('ready');
