/** Something that is to be said to a caller, as a flow, a bot or a call action gives it. */
export interface Speech {
  text: string;
  /** `ssml` is read by a Polly engine, `agentic` by Connect's own, `plain` is spoken as it stands. */
  markup: 'plain' | 'ssml' | 'agentic';
}
