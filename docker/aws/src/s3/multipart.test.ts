import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type CompletedPart,
  type CreateMultipartUploadCommandInput,
} from '@aws-sdk/client-s3';
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUCKET as Bucket, refusal, startTestServer, type TestServer } from '../testing.ts';
import { Checksum, joinChecksums } from './crc.ts';

const MB = 1024 ** 2;
const bytes = randomBytes(12 * MB + 77);
const pieces = [bytes.subarray(0, 5 * MB), bytes.subarray(5 * MB, 11 * MB), bytes.subarray(11 * MB)];
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const create = async (Key: string, more: Partial<CreateMultipartUploadCommandInput> = {}) => {
  const { UploadId } = await server.s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
  return { Bucket, Key, UploadId };
};
type Upload = Awaited<ReturnType<typeof create>>;
const uploadPart = async (upload: Upload, PartNumber: number, Body: Buffer): Promise<CompletedPart> => {
  const { $metadata: _, ...sent } = await server.s3.send(
    new UploadPartCommand({ ...upload, PartNumber, Body }),
  );
  return { ...sent, PartNumber };
};
const complete = (upload: Upload, Parts: CompletedPart[], more = {}) =>
  server.s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...more }));
const read = async (Key: string, more = {}) => {
  const answer = await server.s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...answer, bytes: Buffer.from(await answer.Body!.transformToByteArray()) };
};

describe('multipart uploads', () => {
  it('make one object of their parts', async () => {
    const upload = await create('big', {
      ContentType: 'application/pdf',
      Metadata: { a: '1' },
      ChecksumAlgorithm: 'CRC32',
    });
    const parts: CompletedPart[] = [];
    for (const index of [2, 0, 1]) parts[index] = await uploadPart(upload, index + 1, pieces[index]!);
    const listed = await server.s3.send(new ListPartsCommand(upload));
    expect(listed.Parts?.map(({ PartNumber, Size, ETag }) => ({ PartNumber, Size, ETag }))).toEqual(
      pieces.map((piece, index) => ({ PartNumber: index + 1, Size: piece.length, ETag: parts[index]!.ETag })),
    );
    const done = await complete(upload, parts);
    const hash = createHash('md5');
    for (const piece of pieces) hash.update(createHash('md5').update(piece).digest());
    expect(done.ETag).toBe(`"${hash.digest('hex')}-3"`);
    expect(done).toMatchObject({ ChecksumType: 'COMPOSITE', ChecksumCRC32: expect.stringMatching(/==-3$/) });
    const found = await read('big');
    expect(found.bytes.equals(bytes)).toBe(true);
    expect(found).toMatchObject({ ContentType: 'application/pdf', Metadata: { a: '1' }, ETag: done.ETag });
    const across = await read('big', { Range: `bytes=${5 * MB - 3}-${11 * MB + 2}` });
    expect(across.bytes.equals(bytes.subarray(5 * MB - 3, 11 * MB + 3))).toBe(true);
    const part = await read('big', { PartNumber: 2 });
    expect(part.bytes.equals(pieces[1]!)).toBe(true);
    expect(part).toMatchObject({
      PartsCount: 3,
      ContentRange: `bytes ${5 * MB}-${11 * MB - 1}/${bytes.length}`,
    });
    expect((await refusal(complete(upload, parts))).name).toBe('NoSuchUpload');
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)('give the %s of the whole', async (algorithm) => {
    const upload = await create(`whole-${algorithm}`, {
      ChecksumAlgorithm: algorithm,
      ChecksumType: 'FULL_OBJECT',
    });
    const parts = [];
    for (const [index, piece] of pieces.entries()) {
      const sent = await server.s3.send(
        new UploadPartCommand({
          ...upload,
          PartNumber: index + 1,
          Body: piece,
          ChecksumAlgorithm: algorithm,
        }),
      );
      parts.push({ PartNumber: index + 1, ETag: sent.ETag });
    }
    const field = `Checksum${algorithm}` as const;
    const wrong = {
      ChecksumType: 'FULL_OBJECT',
      [field]: 'AAAAAAAAAAA='.slice(0, algorithm === 'CRC64NVME' ? 12 : 6).padEnd(8, '='),
    };
    expect((await refusal(complete(upload, parts, wrong))).name).toBe('BadDigest');
    await complete(upload, parts, { ChecksumType: 'FULL_OBJECT' });
    const whole = new Checksum(algorithm.toLowerCase() as 'crc32');
    whole.update(bytes);
    const head = await server.s3.send(
      new HeadObjectCommand({ Bucket, Key: upload.Key, ChecksumMode: 'ENABLED' }),
    );
    expect(head[field]).toBe(whole.digest());
    expect(head.ChecksumType).toBe('FULL_OBJECT');
  });

  it('copy parts from objects', async () => {
    await server.s3.send(new PutObjectCommand({ Bucket, Key: 'source', Body: bytes }));
    const upload = await create('pieced');
    const copy = async (PartNumber: number, CopySourceRange: string) => {
      const { CopyPartResult } = await server.s3.send(
        new UploadPartCopyCommand({ ...upload, PartNumber, CopySource: `${Bucket}/source`, CopySourceRange }),
      );
      return { PartNumber, ETag: CopyPartResult?.ETag, ChecksumCRC32: CopyPartResult?.ChecksumCRC32 };
    };
    await complete(upload, [
      await copy(1, `bytes=0-${6 * MB - 1}`),
      await copy(2, `bytes=${6 * MB}-${bytes.length - 1}`),
    ]);
    expect((await read('pieced')).bytes.equals(bytes)).toBe(true);
  });

  it('refuse a list that does not fit the parts', async () => {
    const upload = await create('refused');
    const small = await uploadPart(upload, 1, Buffer.from('small'));
    const last = await uploadPart(upload, 2, Buffer.from('last'));
    const name = async (parts: CompletedPart[], more = {}) =>
      (await refusal(complete(upload, parts, more))).name;
    expect(await name([small, last])).toBe('EntityTooSmall');
    expect(await name([last, small])).toBe('InvalidPartOrder');
    expect(await name([{ ...small, ETag: '"00"' }])).toBe('InvalidPart');
    expect(await name([{ ...small, ChecksumCRC32: 'AAAAAA==' }])).toBe('InvalidPart');
    expect(await name([small, { ...last, PartNumber: 9 }])).toBe('InvalidPart');
    expect((await refusal(uploadPart(upload, 10_001, Buffer.from('x')))).name).toBe('InvalidArgument');
    await complete(upload, [small], { IfNoneMatch: '*' });
    const again = await create('refused');
    const part = await uploadPart(again, 1, Buffer.from('again'));
    expect((await refusal(complete(again, [part], { IfNoneMatch: '*' }))).status).toBe(412);
  });

  it('leave nothing when they are aborted', async () => {
    const count = async () => {
      const files = await readdir(path.join(server.dir, 'blobs'), { recursive: true, withFileTypes: true });
      return files.filter((file) => file.isFile()).length;
    };
    const before = await count();
    const upload = await create('aborted');
    await uploadPart(upload, 1, Buffer.from('one'));
    await uploadPart(upload, 1, Buffer.from('one again'));
    const uploads = await server.s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'abort' }));
    expect(uploads.Uploads?.map(({ Key, UploadId }) => ({ Key, UploadId }))).toEqual([
      { Key: 'aborted', UploadId: upload.UploadId },
    ]);
    await server.s3.send(new AbortMultipartUploadCommand(upload));
    await expect.poll(count).toBe(before);
    expect((await refusal(uploadPart(upload, 1, Buffer.from('x')))).name).toBe('NoSuchUpload');
    expect((await refusal(server.s3.send(new HeadObjectCommand({ Bucket, Key: 'aborted' })))).status).toBe(
      404,
    );
  });
});

describe('joined checksums', () => {
  it.each(['crc32', 'crc32c', 'crc64nvme'] as const)(
    '%s of two runs is that of both together',
    (algorithm) => {
      const sumOf = (part: Buffer) => {
        const sum = new Checksum(algorithm);
        sum.update(part);
        return sum.digest();
      };
      for (const cut of [0, 1, 9, 1000]) {
        const [first, second] = [bytes.subarray(0, cut), bytes.subarray(cut, 1003)];
        expect(joinChecksums(algorithm, sumOf(first), sumOf(second), second.length)).toBe(
          sumOf(bytes.subarray(0, 1003)),
        );
      }
    },
  );
});
