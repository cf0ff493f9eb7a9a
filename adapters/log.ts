import { Logger } from '@aws-lambda-powertools/logger';

/**
 * A logger of JSON lines. Nothing that a caller is, said or heard may be in a line above `debug`; log ids,
 * counts, durations and codes.
 */
export function makeLogger(serviceName: string): Logger {
  return new Logger({ serviceName });
}

/** What may be logged of an error: what it is and where it was thrown. */
export interface LoggedError {
  name: string;
  /** Only of AWS's own errors. Other messages may quote their input: `JSON.parse` quotes what it could not read. */
  message?: string;
  frames: string[];
  cause?: LoggedError;
}

/** An error without anything that could be a caller's data. */
export function loggedError(cause: unknown): LoggedError {
  if (!(cause instanceof Error)) return { name: typeof cause, frames: [] };
  const frames = (cause.stack ?? '').split('\n').map((line) => line.trim());
  return {
    name: cause.name,
    ...('$fault' in cause ? { message: cause.message } : {}),
    frames: frames.filter((line) => line.startsWith('at ')),
    ...(cause.cause === undefined ? {} : { cause: loggedError(cause.cause) }),
  };
}
