/** A moment as .NET writes it in Azure's bodies: UTC as +00:00, no trailing zeros in the fraction. */
export const dotNetDate = (ms: number): string => {
  const [seconds = '', fraction = ''] = new Date(ms).toISOString().slice(0, -1).split('.');
  const digits = fraction.replace(/0+$/, '');
  return `${seconds}${digits === '' ? '' : `.${digits}`}+00:00`;
};

/** A moment as the token and throttling texts write it: 8/21/2018 3:22:00 PM. */
export const americanDate = (ms: number): string =>
  new Date(ms).toLocaleString('en-US', { timeZone: 'UTC' }).replace(',', '').replaceAll('\u202f', ' ');

/** 20210322T225758Z, the form inside x-ms-routing-request-id. */
export const compactDate = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
