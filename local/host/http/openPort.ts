import type { Cleanup } from '../cleanup';
import { listen } from './listen';

type Handler = Parameters<typeof listen>[0];

/** A port that is listened on before anything can be answered: the app is told its port while it loads. */
export interface OpenPort {
  readonly port: number;
  handleWith(handler: Handler): void;
  /** Takes no more requests and waits for those under way. */
  close(): Promise<void>;
}

/** Opens the port that is asked for, or with none asked for the usual one, or a free one when that is taken. */
export async function openPort(asked: number | undefined, usual: number, cleanup: Cleanup): Promise<OpenPort> {
  let handler: Handler = (_request, response) => response.writeHead(503).end('Function host is not running.');
  const listening = await listen((request, response) => handler(request, response), {
    port: asked ?? usual,
    orFree: asked === undefined,
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= listening.close();
    return closing;
  };
  cleanup.add(close);
  const handleWith = (next: Handler) => {
    handler = next;
  };
  return { port: listening.port, handleWith, close };
}
