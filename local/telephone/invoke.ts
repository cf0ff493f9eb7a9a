/** What came of calling a function. */
export type InvokeOutcome = { ok: true; payload: unknown } | { ok: false; error: string };

/** Calls a function of the stack with an event and waits for its answer. Never rejects. */
export type InvokeFunction = (functionArn: string, event: unknown) => Promise<InvokeOutcome>;
