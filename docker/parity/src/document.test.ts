import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sesMailer } from '../../../backend/src/mail/ses.ts';
import { s3ObjectStore } from '../../../backend/src/storage/object-store.ts';
import { checks } from './checks.ts';
import { differenceOf, differences } from './differences.ts';
import { parityDocument } from './document.ts';
import { mirrors } from './mirrors.ts';

const root = join(import.meta.dirname, '../../..');
/** LocalStack's two departures on what the product relies on, which the stand-in must not share. */
const acceptedByName = ['unsigned-read', 'header-signature'];

describe('docs/parity.md', () => {
  it('says what the data says', () => {
    const written = readFileSync(join(root, 'docs/parity.md'), 'utf8');
    expect(written, 'write it anew: npm run test:parity -- --write').toBe(parityDocument());
  });

  it('names a test for each piece, and each exists', () => {
    for (const { aws, coveredBy } of mirrors) {
      expect(coveredBy, aws).not.toEqual([]);
      for (const file of coveredBy) {
        expect(file).toMatch(/\.(test|spec)\.ts$/);
        expect(existsSync(join(root, file)), file).toBe(true);
      }
    }
  });
});

describe('the checks', () => {
  it('have names of their own', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  });

  it("ask every call of the product's adapters", () => {
    const store = s3ObjectStore({ AWS_REGION: 'eu-west-2', S3_BUCKET: 'documents' });
    const mailer = sesMailer({ AWS_REGION: 'eu-west-2', SES_FROM_ADDRESS: 'a@b.example' });
    store.close();
    mailer.close();
    const asked = new Set(checks.flatMap(({ product }) => product?.split(', ') ?? []));
    const calls = [...Object.keys(store), ...Object.keys(mailer)].filter((name) => name !== 'close');
    expect(calls.filter((name) => !asked.has(name))).toEqual([]);
  });
});

describe('the accepted differences', () => {
  it('are of checks that exist, once each, and differ', () => {
    for (const { check, target, observed } of differences) {
      const found = checks.find(({ id }) => id === check);
      expect(found, check).toBeDefined();
      expect(observed, check).not.toEqual(found?.expected);
      expect(differences.filter((one) => one.check === check && one.target === target)).toHaveLength(1);
    }
  });

  it('quote a page of AWS', () => {
    for (const { sentence, page } of differences) {
      expect(sentence.length).toBeGreaterThan(20);
      expect(new URL(page).hostname).toBe('docs.aws.amazon.com');
    }
  });

  it('lie on no call of the product, but for two of LocalStack that the stand-in disproves', () => {
    const onProduct = differences.filter(({ check }) => checks.find(({ id }) => id === check)?.product);
    expect(onProduct.map(({ check, target }) => `${target} ${check}`)).toEqual(
      acceptedByName.map((check) => `localstack ${check}`),
    );
    for (const check of acceptedByName) {
      expect(differenceOf(check, 'standin')).toBeUndefined();
      expect(checks.find(({ id }) => id === check)?.notOn?.standin).toBeUndefined();
    }
  });
});
