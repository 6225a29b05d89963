import type { Ports } from '../activities/ports';
import type { ConfigProblem } from '../config';
import type { Dependencies } from './ports';

/** Ports that say why they cannot work: an app with bad settings still starts, and /api/health tells what is wrong. */
export const unavailable = (problems: readonly ConfigProblem[]): Ports & Dependencies => {
  const refuse = () => {
    throw new Error(problems.map(({ setting, message }) => `${setting} ${message}`).join(' '));
  };
  const port = new Proxy({}, { get: () => refuse });
  return new Proxy({} as Ports & Dependencies, { get: () => port });
};
