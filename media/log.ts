import { loggedError } from '../adapters/logged-error.ts';

/** What the media service logs: JSON lines about calls, never what callers say or who they are. */
export interface Log {
  info(message: string, fields: LogFields): void;
  warn(message: string, fields: LogFields): void;
  error(message: string, fields: LogFields): void;
}

export interface LogFields {
  callId?: string;
  /** Why; written as far as it cannot hold what the caller said. */
  cause?: unknown;
  [field: string]: unknown;
}

export function createLog(write: (line: string) => void, now: () => Date): Log {
  const at = (level: string) => (message: string, fields: LogFields) => {
    const { cause, ...rest } = fields;
    const why = cause === undefined ? {} : { cause: loggedError(cause) };
    write(JSON.stringify({ level, time: now().toISOString(), service: 'media', message, ...rest, ...why }));
  };
  return { info: at('INFO'), warn: at('WARN'), error: at('ERROR') };
}
