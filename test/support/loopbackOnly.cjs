// Loaded into every process of a stack (NODE_OPTIONS=--require): writes down each connection, name look-up and listener
// that is not loopback, and that the process was watched at all.
const { appendFileSync } = require('node:fs');
const dgram = require('node:dgram');
const dns = require('node:dns');
const net = require('node:net');

const report = (kind, what) =>
  appendFileSync(
    process.env.LOOPBACK_REPORT,
    `${JSON.stringify({ kind, what, process: process.argv.slice(1).join(' ') })}\n`,
  );

const isLoopback = host => /^(localhost\.?|127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/.test(host);

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const { path, host = 'localhost' } =
    typeof first === 'object' ? first : { host: typeof second === 'string' ? second : undefined };
  if (!path && !isLoopback(host ?? 'localhost')) report('connect', host);
  return connect.apply(this, args);
};

const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (...args) {
  this.once('listening', () => {
    const address = this.address();
    if (address && typeof address === 'object' && !isLoopback(address.address)) report('listen', address.address);
  });
  return listen.apply(this, args);
};

for (const resolver of [dns, dns.promises]) {
  for (const name of Object.keys(resolver).filter(key => /^(lookup|resolve)/.test(key))) {
    const original = resolver[name];
    if (typeof original !== 'function') continue;
    resolver[name] = function (host, ...rest) {
      if (typeof host === 'string' && !net.isIP(host) && !isLoopback(host)) report('look up', host);
      return original.call(this, host, ...rest);
    };
  }
}

const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function (...args) {
  report('datagram', String(args.find(arg => typeof arg === 'string')));
  return send.apply(this, args);
};

report('watched', '');
