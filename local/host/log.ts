export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';

const levels: LogLevel[] = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none'];
const labels: Record<LogLevel, string> = {
  trace: 'trce',
  debug: 'dbug',
  information: 'info',
  warning: 'warn',
  error: 'fail',
  critical: 'crit',
  none: 'none',
};

export interface LogOptions {
  /** The lowest level shown, by category prefix; the longest prefix wins, as in host.json. */
  readonly logLevel: Readonly<Record<string, LogLevel>>;
  readonly verbose: boolean;
  readonly write: (line: string) => void;
}

/** The log of the host: one line per entry, `time level category message`. */
export interface Log {
  (level: LogLevel, category: string, message: string): void;
  shows(level: LogLevel, category: string): boolean;
}

export const isLogLevel = (text: string): text is LogLevel => levels.some(level => level === text);

export function createLog({ logLevel, verbose, write }: LogOptions): Log {
  const shows = (level: LogLevel, category: string) =>
    verbose || levels.indexOf(level) >= levels.indexOf(lowestLevel(logLevel, category));
  const log = (level: LogLevel, category: string, message: string) => {
    if (shows(level, category)) write(`${new Date().toISOString()} ${labels[level]} ${category}: ${message}`);
  };
  return Object.assign(log, { shows });
}

function lowestLevel(logLevel: Readonly<Record<string, LogLevel>>, category: string): LogLevel {
  const prefixes = Object.keys(logLevel)
    .filter(prefix => category.toLowerCase().startsWith(prefix.toLowerCase()))
    .sort((a, b) => b.length - a.length);
  const longest = prefixes[0];
  return (longest === undefined ? logLevel.default : logLevel[longest]) ?? 'information';
}
