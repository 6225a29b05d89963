/** Writes to stdout, and gives the exit code of a command that did what it was asked. */
export const print = (text: string): number => {
  process.stdout.write(text);
  return 0;
};
