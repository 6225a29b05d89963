import { randomUUID } from 'node:crypto';
import { generate } from 'selfsigned';

/** A certificate authority made for this start, and a server certificate that it signed. */
interface Certificates {
  ca: string;
  cert: string;
  key: string;
}

const loopbackNames = [
  { type: 2 as const, value: 'localhost' },
  { type: 7 as const, ip: '127.0.0.1' },
  { type: 7 as const, ip: '::1' },
];

const days = (count: number): Date => new Date(Date.now() + count * 86_400_000);
const shared = { keyType: 'ec' as const, algorithm: 'sha256', notBeforeDate: days(-1), notAfterDate: days(30) };

export const makeCertificates = async (): Promise<Certificates> => {
  // A name of its own: a program that trusts two of them looks a certificate's signer up by name.
  const commonName = `Vernissage local Azure CA ${randomUUID()}`;
  const authority = await generate([{ name: 'commonName', value: commonName }], {
    ...shared,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...shared,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: loopbackNames },
    ],
  });
  return { ca: authority.cert, cert: server.cert, key: server.private };
};
