import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { sampleDoc } from '../../../backend/src/convert/sample-doc.ts';
import { sampleDocx } from '../../../backend/src/convert/sample-docx.ts';
import {
  eventually,
  newPerson,
  newProject,
  upload,
  type DocumentAnswer,
} from '../../../backend/src/testing/person.ts';
import { inspectContainer, type InspectedContainer } from './container.ts';
import { convertInside } from './testing/convert-inside.ts';
import { apiOf, stackUnderTest } from './testing/stack.ts';

const stack = stackUnderTest();
const { compose } = stack;

/** Runs a line of shell in the converter. */
async function shell(line: string): Promise<{ code: number; text: string }> {
  const { code, stdout, stderr } = await compose.exec('converter', ['sh', '-c', line]);
  return { code, text: (stdout + stderr).trim() };
}

describe('the container of the converter', () => {
  let container: InspectedContainer;
  beforeAll(async () => {
    container = await inspectContainer((await compose.container('converter')).id);
  });

  it('can write nowhere but into its memory', async () => {
    expect(container.HostConfig).toMatchObject({ ReadonlyRootfs: true, Privileged: false });
    expect(container.Mounts.filter(({ Type }) => Type !== 'tmpfs')).toEqual([]);
    for (const folder of ['/', '/app', '/home/chancery', '/usr/bin', '/var/tmp']) {
      expect(await shell(`touch ${folder}/written`), folder).toMatchObject({ code: 1 });
    }
    expect(await shell('touch /tmp/written && rm /tmp/written')).toMatchObject({ code: 0 });
    const [, size] = (await shell('df -k --output=size /tmp')).text.split('\n');
    expect(Number(size)).toBeLessThanOrEqual(1024 * 1024);
  });

  it('has limits of memory and of processes, and the kernel keeps them', async () => {
    expect(container.HostConfig.Memory).toBeGreaterThan(0);
    expect(container.HostConfig.Memory).toBeLessThanOrEqual(4 * 1024 ** 3);
    expect(container.HostConfig.PidsLimit).toBeGreaterThan(0);
    expect(container.HostConfig.PidsLimit).toBeLessThanOrEqual(512);
    const memory =
      'cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes';
    expect(Number((await shell(memory)).text)).toBe(container.HostConfig.Memory);
    const pids = 'cat /sys/fs/cgroup/pids.max 2>/dev/null || cat /sys/fs/cgroup/pids/pids.max';
    expect(Number((await shell(pids)).text)).toBe(container.HostConfig.PidsLimit);
  });

  it('runs as nobody special, and cannot become anybody', async () => {
    expect(container.HostConfig.CapDrop).toEqual(['ALL']);
    expect(container.HostConfig.CapAdd ?? []).toEqual([]);
    expect(container.HostConfig.SecurityOpt).toContain('no-new-privileges:true');
    const status = (await shell('cat /proc/self/status')).text;
    expect(status).toMatch(/^Uid:\s+1000\s+1000\s+1000\s+1000$/m);
    expect(status).toMatch(/^CapEff:\s+0+$/m);
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  });

  it('knows no secret of the stack', async () => {
    const { secrets } = inject('integration');
    const { services } = await compose.config();
    const own = new Set(Object.keys(services.converter?.environment ?? {}));
    const others = Object.entries({ ...services.api?.environment, ...services.worker?.environment });
    const guarded = [
      ...Object.values(secrets),
      ...others.flatMap(([name, value]) =>
        /SECRET|PASSWORD|KEY|TOKEN/.test(name) && !own.has(name) && value ? [value] : [],
      ),
    ];
    expect(guarded.length).toBeGreaterThan(5);
    const seen = [
      ...(container.Config.Env ?? []),
      (await shell('cat /proc/*/environ | tr "\\0" "\\n"')).text,
    ];
    const told = seen.join('\n');
    expect(told).toContain('CONVERTER_ENGINE=uno');
    // The keys of LocalStack are the word "test", which stands in other words too.
    const values = told.split('\n').map((line) => line.slice(line.indexOf('=') + 1));
    for (const secret of guarded) expect(values).not.toContain(secret);
    expect(told).not.toMatch(/^(AWS_|DB_|CLERK_|.*SECRET|.*PASSWORD|.*API_KEY)/m);
  });
});

describe('a converter whose memory for files is full', () => {
  const free = (): Promise<unknown> => shell('rm -f /tmp/filler');
  afterEach(free);

  /** Fills what is left, but for so many kilobytes. */
  async function fill(leave: number): Promise<void> {
    await shell(`head -c 4G /dev/zero >/tmp/filler; truncate --size=-${leave}K /tmp/filler`);
    const [, available] = (await shell('df -k --output=avail /tmp')).text.split('\n');
    expect(Number(available)).toBe(leave);
  }

  it.each([0, 40, 4_000])(
    'says so by name with %i kB left, blames no document, and recovers',
    async (left) => {
      await fill(left);
      const doc = await sampleDoc();
      const full = { status: 503, code: 'converter_full' };
      expect(await convertInside(compose, sampleDocx(), 'docx', 'pdf')).toMatchObject(full);
      expect(await convertInside(compose, sampleDocx(60), 'docx', 'pdf')).toMatchObject(full);
      expect(await convertInside(compose, doc, 'doc', 'pdf')).toMatchObject(full);
      await free();
      expect(await convertInside(compose, sampleDocx(), 'docx', 'pdf')).toMatchObject({ status: 200 });
      expect(await convertInside(compose, doc, 'doc', 'docx')).toMatchObject({ status: 200 });
      expect((await shell('ls -d /tmp/chancery-converter-*/job-* 2>/dev/null | wc -l')).text).toBe('0');
    },
  );

  it('lets a document wait that was uploaded meanwhile', async () => {
    const person = await newPerson(apiOf(stack));
    const projectId = await newProject(person);
    await fill(0);
    const { body } = await upload(person, projectId, 'Waiting.docx', sampleDocx());
    const since = new Date().toISOString();
    await eventually(
      () => compose.logs('converter', 'all', since),
      (log) => log.includes('"code":"converter_full"'),
    );
    await free();
    const read = await eventually(
      () => person.call<DocumentAnswer>('get', `/documents/${body.id}`),
      (answer) => !['queued', 'converting'].includes(answer.body.status),
    );
    expect(read.body).toMatchObject({ status: 'ready', pageCount: 1 });
  });
});
