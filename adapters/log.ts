import { Logger } from '@aws-lambda-powertools/logger';

/**
 * A logger of JSON lines. Nothing that a caller is, said or heard may be in a line above `debug`; log ids,
 * counts, durations and codes.
 */
export function makeLogger(serviceName: string): Logger {
  return new Logger({ serviceName });
}
