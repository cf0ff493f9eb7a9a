/** What went wrong with a model, as far as it matters for what is done next. */
export type ModelFailureReason =
  /** The service turned the request away for now: too many requests, no capacity. */
  | 'throttled'
  /** No first token, or no next one, within its budget. */
  | 'timed-out'
  /** The service is down or answered with an error of its own. */
  | 'unavailable'
  /** The request can never succeed as it is: unknown model, no access, input refused. */
  | 'rejected'
  /** The stream broke off or held something that is not of the protocol. */
  | 'broken-stream'
  /** The breaker is open: the model was not even asked. */
  | 'breaker-open'
  /** The model ended its reply without a word and without a tool, or was stopped by a filter. */
  | 'said-nothing';

/** A model could not write its reply. The turn goes on with the next model of the playbook. */
export class ModelFailed extends Error {
  override readonly name = 'ModelFailed';
  readonly model: string;
  readonly reason: ModelFailureReason;

  constructor(model: string, reason: ModelFailureReason, message: string, options?: ErrorOptions) {
    super(`${model}: ${message}`, options);
    this.model = model;
    this.reason = reason;
  }

  /** Whether the same request may succeed when it is sent again a moment later. */
  get retryable(): boolean {
    return this.reason !== 'rejected';
  }
}
