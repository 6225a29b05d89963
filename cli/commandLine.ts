import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** The command line cannot be understood; the message says why. */
export class UsageError extends Error {}

interface Option {
  readonly type: 'boolean' | 'string';
  /** What the help calls the value: "N", "DIR". */
  readonly value?: string;
  readonly help: string;
}

interface CommandLine<O extends Record<string, Option> & ParseArgsOptionsConfig> {
  readonly name: string;
  /** What the command does, in one or two sentences. */
  readonly does: string;
  readonly options: O;
}

type Options = Record<string, Option> & ParseArgsOptionsConfig;

export const helpOption = { type: 'boolean', help: 'show this help' } as const satisfies Option;

export const jsonOption = (what: string) =>
  ({ type: 'boolean', help: `print ${what} on stdout and nothing else there` }) as const;

/** The values of the options. Throws UsageError. */
export const readOptions = <const O extends Options>({ name, options }: CommandLine<O>, argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: false, strict: true }).values;
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split('. ') : [String(error)];
    throw new UsageError(`${reason}. "vernissage ${name} --help" lists the options.`);
  }
};

export const helpText = <O extends Options>({ name, does, options }: CommandLine<O>): string => {
  const rows = Object.entries(options).map(
    ([option, { value, help }]) => [`--${option}${value ? ` ${value}` : ''}`, help] as const,
  );
  const width = Math.max(...rows.map(([flag]) => flag.length));
  const lines = rows.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}`);
  return [does, '', `Usage: vernissage ${name} [options]`, '', ...lines, ''].join('\n');
};

/** Reads the value of an option that takes a number. Throws UsageError. */
export const positiveNumber = (option: string, value: string | undefined): number | undefined => {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number) && number > 0) return number;
  throw new UsageError(`--${option} takes a number above 0, such as 100; "${value}" is not one.`);
};

/** Reads the value of an option that takes a port; 0 means any free one. Throws UsageError. */
export const portNumber = (option: string, value: string | undefined): number | undefined => {
  if (value === undefined) return undefined;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65535) return Number(value);
  throw new UsageError(`--${option} takes a port, 1 to 65535, or 0 for any free one; "${value}" is neither.`);
};
