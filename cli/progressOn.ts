import type { Progress } from './Progress';
import { ProgressBars } from './ProgressBars';
import { ProgressLines } from './ProgressLines';

/** Bars that move in a terminal, plain lines elsewhere. */
export const progressOn = (stream: NodeJS.WriteStream): Progress =>
  stream.isTTY ? new ProgressBars(stream) : new ProgressLines(stream);
