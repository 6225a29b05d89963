import { Server } from 'node:net';

/**
 * Runs work with servers that ask for no particular interface bound to loopback. With HTTP streams, the library in the
 * app opens one on every interface of the machine, where the host is the only one to call it.
 */
export const onLoopback = async <T>(work: () => Promise<T>): Promise<T> => {
  const { listen } = Server.prototype;
  Server.prototype.listen = new Proxy(listen, {
    apply: (target, server, args: unknown[]) => Reflect.apply(target, server, withHost(args)),
  });
  try {
    return await work();
  } finally {
    Server.prototype.listen = listen;
  }
};

const withHost = (args: readonly unknown[]): unknown[] => {
  const [port, ...rest] = typeof args[0] === 'function' ? [0, ...args] : args;
  return typeof port === 'number' && typeof rest[0] !== 'string' ? [port, '127.0.0.1', ...rest] : [...args];
};
