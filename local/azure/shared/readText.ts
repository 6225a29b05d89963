/** The body as text, or `undefined` when it is longer than `limit` bytes: it is not read any further then. */
export const readText = async (request: Request, limit: number): Promise<string | undefined> => {
  if (!request.body) return '';
  const decoder = new TextDecoder();
  let [text, size] = ['', 0];
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
};
