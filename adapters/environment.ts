import * as z from 'zod';

/**
 * What each deployed program reads from its environment. `lib/` sets these, `lambdas/` and `media/` read
 * them, and nobody else looks at `process.env`.
 */
export const TurnEnvironment = z.object({
  CALLS_TABLE: z.string(),
  CALENDAR_TABLE: z.string(),
  CUSTOMERS_TABLE: z.string(),
  PLAYBOOKS_TABLE: z.string(),
  /** The bundle's versions, `id=version` separated by spaces: what `parley playbook publish` publishes over. */
  DEPLOYED_PLAYBOOKS: z.string(),
  /** Whether connectors may ask the machine that they run on; a laptop sets it, AWS never does. */
  LOOPBACK_CONNECTORS: z.literal('allowed').optional(),
});
export const LexHookEnvironment = z.object({
  ...TurnEnvironment.shape,
  /** Takes the turns that are too slow for Lex. */
  TURN_FUNCTION: z.string(),
});
export const ConnectEventsEnvironment = TurnEnvironment;
export const ChimePstnEnvironment = z.object({
  ...LexHookEnvironment.shape,
  /** ARN of the alias of the Lex bot that talks. */
  BOT_ALIAS_ARN: z.string(),
  PLAYBOOK: z.string(),
  /** Recordings of calls; none are made when absent. */
  RECORDINGS_BUCKET: z.string().optional(),
});
export const PublishEventsEnvironment = z.object({ EVENT_BUS: z.string() });
export const SendMessageEnvironment = z.object({
  CUSTOMERS_TABLE: z.string(),
  /** ARN of the number, pool or sender id that texts come from; the account's own choice when absent. */
  TEXTS_FROM: z.string().optional(),
});
export const CallHeaderEnvironment = z.object({ CALLS_TABLE: z.string() });
export const EndLostCallsEnvironment = z.object({
  CALLS_TABLE: z.string(),
  /** Takes the turns that end calls. */
  TURN_FUNCTION: z.string(),
});
export const MediaEnvironment = z.object({
  TURN_FUNCTION: z.string(),
  RECORDINGS_BUCKET: z.string(),
  /** TCP port of the WebSocket server. */
  PORT: z.coerce.number().int(),
  /** Address to listen on; every address of the machine when absent, as in a container. */
  HOST: z.string().optional(),
  /** Web origins, apart from its own, whose pages may place calls; separated by spaces. */
  ALLOWED_ORIGINS: z.string().optional(),
});

/** Reads and checks an environment; the error names every missing variable. */
export function readEnvironment<S extends z.ZodObject>(
  schema: S,
  environment: NodeJS.ProcessEnv,
): z.output<S> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const missing = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`The environment is not complete (${missing}). It is set by the CDK stack in lib/.`);
}
