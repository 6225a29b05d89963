/** Calls a function now that is not called over HTTP, such as a timer; does not wait for it. */
export const runByHand = async (host: string, functionName: string): Promise<void> => {
  const url = `${host}/admin/functions/${functionName}`;
  const { status } = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (status !== 202) throw new Error(`POST ${url} answered ${status}.`);
};
