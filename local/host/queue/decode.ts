/** The bytes of a base64 text; throws when it is none, in .NET's words. */
export function decodeBase64(text: string): Buffer {
  const bare = text.replace(/\s/g, '');
  if (bare.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(bare)) {
    throw new Error(
      'The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.',
    );
  }
  return Buffer.from(bare, 'base64');
}

/** The text of UTF-8 bytes; throws when they are not UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
