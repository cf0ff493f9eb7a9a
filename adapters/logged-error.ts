/** What may be logged of an error: what it is and where it was thrown. */
export interface LoggedError {
  name: string;
  /** Of a system's error, such as ECONNREFUSED. */
  code?: string;
  /** Only where it cannot quote its input: see `MESSAGES_ABOUT_US`. */
  message?: string;
  frames: string[];
  cause?: LoggedError;
}

/**
 * AWS's errors about who asks, how often, and for which resource: what they say is needed to put it right. All
 * other messages may quote what they are about: AWS's ValidationException quotes the value that it refuses,
 * `JSON.parse` what it could not read.
 */
const MESSAGES_ABOUT_US =
  /^(AccessDenied|UnrecognizedClient|ExpiredToken|InvalidSignature|Throttling|ProvisionedThroughputExceeded|TooManyRequests|LimitExceeded|ServiceQuotaExceeded|ResourceNotFound|ServiceUnavailable|InternalServer|ModelNotReady|ModelTimeout)(Exception|Error)?$/;

/** An error without anything that could be a caller's data. */
export function loggedError(cause: unknown): LoggedError {
  if (!(cause instanceof Error)) return { name: typeof cause, frames: [] };
  return {
    name: cause.name,
    ...('code' in cause && typeof cause.code === 'string' ? { code: cause.code } : {}),
    ...('$fault' in cause && MESSAGES_ABOUT_US.test(cause.name) ? { message: cause.message } : {}),
    frames: framesOf(cause),
    ...(cause.cause === undefined ? {} : { cause: loggedError(cause.cause) }),
  };
}

/** A stack begins with the message, of which a line may itself begin with "at". */
function framesOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message);
  const trace = start < 0 ? '' : stack.slice(start + message.length);
  return trace
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
}

/**
 * What a function throws in place of an error that it has logged: Lambda's runtime writes the message of what is
 * thrown into the log, and into the dead letter.
 */
export function withoutMessage(cause: unknown): Error {
  const error = new Error('See the error that the function logged for this request.');
  error.name = loggedError(cause).name;
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
