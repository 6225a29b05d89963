import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { ServicePrincipal } from '../graph/Directory';
import type { Clock } from '../shared/clock';
import { newGuid } from '../shared/random';

const Claims = z.object({
  aud: z.string(),
  exp: z.number(),
  oid: z.string(),
  tid: z.string(),
  appid: z.string().optional(),
  roles: z.array(z.string()).default([]),
});
export type Claims = z.infer<typeof Claims>;

type Verified = { ok: true; claims: Claims } | { ok: false; expiredAt?: number };

const keyId = 'local-azure';
const issuer = (tenantId: string): string => `https://sts.windows.net/${tenantId}/`;

/** Making a key takes a good part of a second, so one serves every local Azure of the process. */
let keys: { privateKey: KeyObject; publicKey: KeyObject } | undefined;
const keyPair = () => {
  keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return keys;
};

/** Issues access tokens and reads them back. */
export class Tokens {
  constructor(
    readonly clock: Clock,
    readonly lifetimeSeconds = 3599,
  ) {}

  issue(principal: ServicePrincipal, tenantId: string, audience: string) {
    const now = Math.floor(this.clock.now() / 1000);
    const expiresOn = now + this.lifetimeSeconds;
    const claims = {
      aud: audience,
      iss: issuer(tenantId),
      iat: now,
      nbf: now,
      exp: expiresOn,
      appid: principal.appId,
      idtyp: 'app',
      oid: principal.id,
      sub: principal.id,
      tid: tenantId,
      roles: principal.graphRoles,
      uti: newGuid(),
      ver: '1.0',
    };
    const accessToken = jwt.sign(claims, keyPair().privateKey, { algorithm: 'RS256', keyid: keyId });
    return { accessToken, notBefore: now, expiresOn, expiresIn: this.lifetimeSeconds };
  }

  verify(token: string): Verified {
    const clockTimestamp = Math.floor(this.clock.now() / 1000);
    try {
      const payload = jwt.verify(token, keyPair().publicKey, { algorithms: ['RS256'], clockTimestamp });
      const claims = Claims.safeParse(payload);
      return claims.success ? { ok: true, claims: claims.data } : { ok: false };
    } catch (error) {
      return error instanceof jwt.TokenExpiredError
        ? { ok: false, expiredAt: error.expiredAt.getTime() }
        : { ok: false };
    }
  }

  /** The key set that openid-configuration points at. */
  get keySet() {
    return { keys: [{ ...keyPair().publicKey.export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'RS256' }] };
  }
}
