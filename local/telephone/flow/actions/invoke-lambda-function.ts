import * as z from 'zod';
import { isRecord } from '../../../cloud/intrinsics.ts';
import { afterResult, change, flowAction, leaveByError } from '../action.ts';
import { seconds } from '../effect.ts';

/** The largest answer of a function that a flow takes, in bytes (Connect administrator guide, "Lambda"). */
const MAX_ANSWER_BYTES = 32 * 1024;
/** Connect's own limit when the action names none, in seconds. */
const TIME_LIMIT_SECONDS = 3;

/** "AWS Lambda function". Its answer is `$.External` until the next one. */
export const invokeLambdaFunction = flowAction({
  type: 'InvokeLambdaFunction',
  parameters: z.strictObject({
    LambdaFunctionARN: z.string(),
    InvocationTimeLimitSeconds: seconds(1, 8).default(TIME_LIMIT_SECONDS),
    InvocationType: z.enum(['SYNCHRONOUS', 'ASYNCHRONOUS']).default('SYNCHRONOUS'),
    LambdaInvocationAttributes: z.record(z.string(), z.unknown()).default({}),
    ResponseValidation: z.strictObject({ ResponseType: z.enum(['STRING_MAP', 'JSON']) }).optional(),
  }),
  begin: (parameters) => ({
    move: 'await',
    effect: {
      type: 'invoke-function',
      functionArn: parameters.LambdaFunctionARN,
      parameters: parameters.LambdaInvocationAttributes,
      timeLimitMs: parameters.InvocationTimeLimitSeconds * 1_000,
      wait: parameters.InvocationType === 'SYNCHRONOUS',
    },
  }),
  finish: (parameters, contact, result) => {
    if (result.type !== 'invoked') return afterResult(parameters, contact, result);
    const { payload } = result;
    const flat = parameters.ResponseValidation?.ResponseType !== 'JSON';
    if (!isRecord(payload) || Buffer.byteLength(JSON.stringify(payload)) > MAX_ANSWER_BYTES)
      return leaveByError('NoMatchingError');
    if (flat && Object.values(payload).some((value) => typeof value === 'object' && value !== null))
      return leaveByError('NoMatchingError');
    return change({ ...contact, external: payload });
  },
});
