import { networkInterfaces } from 'node:os';
import { BlockList, isIPv4 } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countPdfPages } from '../../../backend/src/convert/inspect.ts';
import { docker, runDocker } from './docker.ts';
import { convertInside } from './testing/convert-inside.ts';
import { documentThatReaches } from './testing/external-references.ts';
import {
  LINK_LOCAL,
  runOptions,
  sinkPorts,
  startContainerSink,
  startHostSink,
  type ContainerSink,
  type HostSink,
} from './testing/sink.ts';
import { stackUnderTest } from './testing/stack.ts';

const { compose } = stackUnderTest();

interface Network {
  Internal: boolean;
  IPAM: { Config: { Subnet: string; Gateway?: string }[] };
}

/** A file inside the container that a document may name. */
const PLANTED = '/tmp/planted.png';

let sink: ContainerSink;
let host: HostSink;
/** The shipped image with a way out, and LibreOffice as it comes. */
let open: string;
let documents: Network;
/** Where each reference of the document points to. */
let bases: string[];
let document: Uint8Array;

beforeAll(async () => {
  const network = `${compose.project}_default`;
  documents = await networkOf('documents');
  const gateway = (await networkOf('default')).IPAM.Config[0]?.Gateway ?? '';
  sink = await startContainerSink(compose.project, network);
  host = await startHostSink(gateway);
  open = await docker([
    ...runOptions(compose.project, 'open'),
    ...['--network', network, '--link-local-ip', '169.254.1.1'],
    ...[await compose.imageId('converter'), 'sleep', 'infinity'],
  ]);
  bases = [
    `http://${sink.address}:8000`,
    'http://sink:8000',
    `http://${LINK_LOCAL}:8000`,
    `http://${gateway}:${host.port}`,
    `http://${documents.IPAM.Config[0]?.Gateway}:${host.port}`,
  ];
  document = documentThatReaches({ bases, files: [PLANTED], shares: [sink.address] });
});

afterAll(async () => {
  await compose.exec('converter', ['rm', '-f', PLANTED]);
  if (open) await docker(['rm', '--force', '--volumes', open]);
  await host?.[Symbol.asyncDispose]();
  await sink?.[Symbol.asyncDispose]();
});

async function networkOf(name: string): Promise<Network> {
  const told = await docker(['network', 'inspect', `${compose.project}_${name}`]);
  const [network] = JSON.parse(told) as Network[];
  if (!network) throw new Error(`there is no network ${name}`);
  return network;
}

const arrivals = async (): Promise<string[]> => [...(await sink.arrived()), ...(await host.arrived())];

/** Has LibreOffice as it comes, without the converter's own precautions, make a PDF in a container. */
async function convertBare(container: string): Promise<Buffer> {
  const script =
    `cd $(mktemp -d) && trap 'rm -rf "$PWD"' EXIT && cat >in.docx && ` +
    'soffice -env:UserInstallation=file://$PWD/profile --headless --convert-to pdf in.docx >&2 && base64 -w0 in.pdf';
  const { code, stdout, stderr } = await runDocker(['exec', '--interactive', container, 'sh', '-c', script], {
    input: document,
  });
  if (code !== 0) throw new Error(`LibreOffice made no PDF: ${stderr}`);
  return Buffer.from(stdout, 'base64');
}

async function plant(container: string): Promise<void> {
  await runDocker(['exec', '--interactive', container, 'sh', '-c', `cat >${PLANTED}`], {
    input: redSquare(),
  });
}

const hasPicture = (pdf: Buffer): boolean => /\/Subtype\s*\/Image/.test(pdf.toString('latin1'));

describe('a document that points outside', () => {
  it('reaches every sink, and files beside it, from a container that has a way out', async () => {
    await plant(open);
    await arrivals();
    const pdf = await convertBare(open);
    expect(countPdfPages(pdf)).toBeGreaterThan(0);
    const asked = await sink.arrived();
    // By address, by name and at the link-local address: three times the same request.
    expect(asked.filter((line) => line.startsWith('OPTIONS /picture.png'))).toHaveLength(3);
    expect((await host.arrived()).join('\n')).toContain('/picture.png');
    expect(hasPicture(pdf), 'the planted file is drawn into the PDF').toBe(true);
  });

  it('reaches nothing from the converter', async () => {
    const { id } = await compose.container('converter');
    await plant(id);
    await arrivals();
    const { status, bytes } = await convertInside(compose, document, 'docx', 'pdf');
    expect(status).toBe(200);
    expect(countPdfPages(bytes)).toBeGreaterThan(0);
    expect(await arrivals()).toEqual([]);
    expect(hasPicture(bytes), 'a file of the container is drawn into the PDF').toBe(false);
  });

  it('reaches nothing from the container of the converter though LibreOffice tries', async () => {
    const { id } = await compose.container('converter');
    await arrivals();
    expect(countPdfPages(await convertBare(id))).toBeGreaterThan(0);
    expect(await arrivals()).toEqual([]);
  });
});

describe('the network of the converter', () => {
  /** Tries to connect and prints what came of it, by target. */
  const dial = `
    const { connect } = require('node:net');
    const { resolve4 } = require('node:dns').promises;
    const reach = ([host, port]) => new Promise((resolve) => {
      const socket = connect({ host, port, timeout: 3000 });
      const end = (what) => { socket.destroy(); resolve([host + ':' + port, what]); };
      socket.on('connect', () => end('reached')).on('timeout', () => end('silence')).on('error', (e) => end(e.code));
    });
    const name = (host) => resolve4(host).then(() => [host, 'resolved'], (error) => [host, error.code]);
    const { targets, names } = JSON.parse(process.argv[1]);
    Promise.all([...targets.map(reach), ...names.map(name)]).then((all) => console.log(JSON.stringify(all)));`;

  async function dialFrom(container: string): Promise<Record<string, string>> {
    const targets = [
      ...bases.map((base) => new URL(base)).map(({ hostname, port }) => [hostname, Number(port)]),
      ...sinkPorts.map((port) => [sink.address, port]),
    ];
    const ask = JSON.stringify({ targets, names: ['sink', 'postgres', 'localstack'] });
    const told = await docker(['exec', container, 'node', '-e', dial, ask]);
    return Object.fromEntries(JSON.parse(told) as [string, string][]);
  }

  it('leads to no sink, no service and no name but the worker; an open one leads to all', async () => {
    const fromOpen = await dialFrom(open);
    // The last base is an address that nobody has.
    const nobody = new URL(bases.at(-1) ?? '').host;
    expect(
      Object.entries(fromOpen).filter(([target, what]) => target !== nobody && what !== 'reached'),
    ).toEqual([
      ['sink', 'resolved'],
      ['postgres', 'resolved'],
      ['localstack', 'resolved'],
    ]);
    const { id } = await compose.container('converter');
    const fromConverter = await dialFrom(id);
    expect(Object.keys(fromConverter)).toEqual(Object.keys(fromOpen));
    expect(Object.entries(fromConverter).filter(([, what]) => /reached|resolved/.test(what))).toEqual([]);
    await arrivals();
  });

  it('is internal, and this machine has no address in it', () => {
    expect(documents.Internal).toBe(true);
    const inside = new BlockList();
    for (const { Subnet } of documents.IPAM.Config) {
      const [net = '', bits] = Subnet.split('/');
      if (isIPv4(net)) inside.addSubnet(net, Number(bits));
    }
    const own = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    expect(own.filter(({ address, family }) => family === 'IPv4' && inside.check(address))).toEqual([]);
  });

  it('gives it one interface and no route beyond its own net', async () => {
    const read = async (file: string): Promise<string[][]> =>
      (await docker(['exec', (await compose.container('converter')).id, 'sh', '-c', `cat ${file} || true`]))
        .split('\n')
        .filter(Boolean)
        .map((line) => line.trim().split(/\s+/));
    const routes = (await read('/proc/net/route')).slice(1);
    expect(routes.map(([, , gateway]) => gateway)).toEqual(['00000000']);
    expect(routes.map(([, destination]) => destination)).not.toContain('00000000');
    const interfaces = (await read('/proc/net/dev')).slice(2).map(([name]) => name);
    expect(interfaces.sort()).toEqual(['eth0:', 'lo:']);
    const version6 = (await read('/proc/net/if_inet6')).map((fields) => fields.at(-1));
    expect(version6.filter((name) => name !== 'lo')).toEqual([]);
  });
});

/** A picture of one red pixel, drawn large by the document. */
function redSquare(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 255, 0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
