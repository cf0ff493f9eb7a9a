import * as z from 'zod';

/** A request in DynamoDB's JSON protocol, on its way to the engine's thread. */
export const EngineRequest = z.object({
  id: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export type EngineRequest = z.infer<typeof EngineRequest>;

/** What the engine's thread says: that it takes requests, and what came of each. */
export const EngineSaid = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('answer'),
    id: z.number(),
    status: z.number(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
]);
export type EngineSaid = z.infer<typeof EngineSaid>;
