/** What the media service logs: JSON lines about calls, never what callers say or who they are. */
export interface Log {
  info(message: string, fields: LogFields): void;
  warn(message: string, fields: LogFields): void;
  error(message: string, fields: LogFields): void;
}

export interface LogFields {
  callId?: string;
  /** Why; only its name and code are written, since a message may hold what the caller said. */
  cause?: unknown;
  [field: string]: unknown;
}

export function createLog(write: (line: string) => void, now: () => Date): Log {
  const at = (level: string) => (message: string, fields: LogFields) => {
    const { cause, ...rest } = fields;
    const why = cause === undefined ? {} : { cause: describe(cause) };
    write(JSON.stringify({ level, time: now().toISOString(), service: 'media', message, ...rest, ...why }));
  };
  return { info: at('INFO'), warn: at('WARN'), error: at('ERROR') };
}

interface Described {
  name: string;
  code?: string;
  at?: string;
  cause?: Described;
}

function describe(cause: unknown): Described {
  if (!(cause instanceof Error)) return { name: typeof cause };
  const at = cause.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return {
    name: cause.name,
    ...('code' in cause && typeof cause.code === 'string' ? { code: cause.code } : {}),
    ...(at === undefined ? {} : { at: at.trim() }),
    ...(cause.cause === undefined ? {} : { cause: describe(cause.cause) }),
  };
}
