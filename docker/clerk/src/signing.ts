import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT, exportJWK, type JWK } from 'jose';
import { privateFolder } from './store/snapshot.ts';

/** The tag that Clerk puts in the `cat` header of session and handshake tokens; the SDKs refuse others. */
const SESSION_CATEGORY = 'cl_B7d4PD111AAA';
const TEMPLATE_CATEGORY = 'cl_B7d4PD222AAA';

interface SessionClaims {
  userId: string;
  sessionId: string;
  /** Origin of the page that asked, checked by `authorizedParties`. */
  azp?: string;
  /** Minutes since the first and the second factor were shown; -1 for never. */
  factorAge: [number, number];
  /** Seconds from now to the expiry; negative for a token that has expired already. */
  ttlSeconds?: number;
}

/** The instance's key pair and what it signs, all RS256. */
export interface Signer {
  /** SPKI in PEM: what `jwtKey` of the SDKs wants. */
  jwtKeyPem: string;
  jwks(): Promise<{ keys: JWK[] }>;
  sessionToken(claims: SessionClaims): Promise<string>;
  templateToken(claims: Pick<SessionClaims, 'userId' | 'azp'>): Promise<string>;
  handshakeToken(directives: string[]): Promise<string>;
}

/**
 * @param folder where the key pair lies; made on the first start, readable by its owner only.
 * @param issuer must be `https://` and the host in the publishable key: the SDKs take tokens of any other
 * issuer for another instance's.
 */
export function openSigner(folder: string, issuer: string, sessionTtlSeconds: number): Signer {
  const privateKey = createPrivateKey(readOrMakeKey(folder));
  const publicKey = createPublicKey(privateKey);
  const jwtKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const kid = `ins_${createHash('sha256').update(jwtKeyPem).digest('hex').slice(0, 27)}`;
  const sign = (cat: string, claims: Record<string, unknown>, oiat?: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, cat, ...(oiat === undefined ? {} : { oiat }) })
      .sign(privateKey);
  return {
    jwtKeyPem,
    jwks: async () => ({ keys: [{ ...(await exportJWK(publicKey)), use: 'sig', alg: 'RS256', kid }] }),
    sessionToken: ({ userId, sessionId, azp, factorAge, ttlSeconds = sessionTtlSeconds }) => {
      const now = Math.floor(Date.now() / 1000);
      const exp = now + ttlSeconds;
      const iat = ttlSeconds > 0 ? now : exp - sessionTtlSeconds;
      const claims = { fva: factorAge, iss: issuer, sub: userId, sid: sessionId, sts: 'active', v: 2 };
      return sign(SESSION_CATEGORY, { ...(azp ? { azp } : {}), ...claims, iat, nbf: iat - 10, exp }, iat);
    },
    templateToken: ({ userId, azp }) => {
      const iat = Math.floor(Date.now() / 1000);
      const claims = { iss: issuer, sub: userId, iat, nbf: iat - 5, exp: iat + 60 };
      return sign(TEMPLATE_CATEGORY, { ...(azp ? { azp } : {}), ...claims });
    },
    handshakeToken: (directives) => sign(SESSION_CATEGORY, { handshake: directives }),
  };
}

/** RSA-2048 with e = 65537: the SDKs turn `jwtKey` into a JWK by cutting that exact DER prefix. */
function readOrMakeKey(folder: string): string {
  privateFolder(folder);
  const path = join(folder, 'instance-key.pem');
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(`${path}.new`, privateKey.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
      flush: true,
    });
    renameSync(`${path}.new`, path);
  }
  chmodSync(path, 0o600);
  return readFileSync(path, 'utf8');
}
