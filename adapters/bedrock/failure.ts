import { BedrockRuntimeServiceException } from '@aws-sdk/client-bedrock-runtime';
import { ModelFailed, type ModelFailureReason } from '../../agent/conversation/model-failed.ts';
import { BreakerOpen } from '../breaker.ts';

/** What Bedrock's errors mean for the turn (Converse API reference, "Errors"), by the error's name. */
const REASONS: Readonly<Record<string, ModelFailureReason>> = {
  ThrottlingException: 'throttled',
  ServiceQuotaExceededException: 'throttled',
  ModelNotReadyException: 'throttled',
  ServiceUnavailableException: 'unavailable',
  InternalServerException: 'unavailable',
  ModelErrorException: 'unavailable',
  ModelTimeoutException: 'timed-out',
  TimeoutError: 'timed-out',
  ModelStreamErrorException: 'broken-stream',
  ValidationException: 'rejected',
  AccessDeniedException: 'rejected',
  ResourceNotFoundException: 'rejected',
};

/** Whatever was thrown while a model was asked, as the failure that the turn knows. */
export function asModelFailed(model: string, cause: unknown): ModelFailed {
  if (cause instanceof ModelFailed) return cause;
  const error = cause instanceof Error ? cause : new Error(String(cause));
  if (error instanceof BreakerOpen)
    return new ModelFailed(model, 'breaker-open', error.message, { cause: error });
  return new ModelFailed(model, reasonOf(error), `${error.name}: ${error.message}`, { cause: error });
}

function reasonOf(error: Error): ModelFailureReason {
  const known = Object.hasOwn(REASONS, error.name) ? REASONS[error.name] : undefined;
  if (known !== undefined) return known;
  // An error of the service that is not in the table is judged by whose fault HTTP says it is.
  if (error instanceof BedrockRuntimeServiceException)
    return error.$fault === 'client' ? 'rejected' : 'unavailable';
  return 'unavailable';
}

/** Whether Bedrock never answered: a connection that was cut while the environment was frozen, for one. */
export function neverAnswered(cause: unknown): boolean {
  return !(cause instanceof BedrockRuntimeServiceException) && !(cause instanceof ModelFailed);
}
