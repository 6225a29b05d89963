/** Why something failed, in one line, without the keys and signatures that error texts of the SDKs can hold. */
export const reasonOf = (error: unknown): string => {
  const [line = ''] = textOf(error).trim().split('\n');
  return line
    .replace(/(AccountKey|SharedAccessSignature|sig|client_secret)=[^;&\s]+/gi, '$1=***')
    .replace(/Bearer [\w.~+/=-]+/gi, 'Bearer ***')
    .slice(0, 300);
};

/** A connection that is refused at two addresses has no message of its own. */
const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error && String(error.code)) || error.name;
};
