import * as z from 'zod';
import { afterResult, flowAction, leaveByError, leaveByValue } from '../action.ts';
import { seconds } from '../effect.ts';
import { PromptParameters, speechOf } from '../prompt-parameters.ts';

const Flag = z.enum(['True', 'False']).transform((value) => value === 'True');

/** Connect stores at most 20 digits unless the action asks for fewer. */
const MOST_KEYS = 20;
/** Connect's wait between two digits when the action names none, in seconds. */
const INTERDIGIT_SECONDS = 5;

/** "Get customer input" and "Store customer input" by keypad. */
export const getParticipantInput = flowAction({
  type: 'GetParticipantInput',
  parameters: z.strictObject({
    ...PromptParameters,
    InputTimeLimitSeconds: seconds(1, 180),
    StoreInput: Flag,
    InputValidation: z
      .strictObject({
        PhoneNumberValidation: z
          .strictObject({ NumberFormat: z.string(), CountryCode: z.string().optional() })
          .optional(),
        CustomValidation: z
          .strictObject({ MaximumLength: z.coerce.number().int().min(1).max(MOST_KEYS) })
          .optional(),
      })
      .default({}),
    InputEncryption: z.strictObject({ EncryptionKeyId: z.string(), Key: z.string() }).optional(),
    DTMFConfiguration: z
      .strictObject({
        InputTerminationSequence: z.string().default('#'),
        DisableCancelKey: Flag.default(false),
        InterdigitTimeLimitSeconds: seconds(1, 20).default(INTERDIGIT_SECONDS),
      })
      .prefault({}),
  }),
  begin: (parameters, contact) => ({
    move: 'await',
    effect: {
      type: 'collect-keys',
      speech: speechOf(parameters, contact),
      settings: {
        firstKeyMs: parameters.InputTimeLimitSeconds * 1_000,
        nextKeyMs: parameters.DTMFConfiguration.InterdigitTimeLimitSeconds * 1_000,
        single: !parameters.StoreInput,
        terminator: parameters.DTMFConfiguration.InputTerminationSequence,
        cancels: !parameters.DTMFConfiguration.DisableCancelKey,
        maxKeys: parameters.InputValidation.CustomValidation?.MaximumLength ?? MOST_KEYS,
      },
    },
  }),
  finish: (parameters, contact, result) => {
    if (result.type !== 'keyed') return afterResult(parameters, contact, result);
    if (!parameters.StoreInput) return leaveByValue(result.keys);
    if (parameters.InputValidation.PhoneNumberValidation !== undefined && !isNumber(result.keys))
      return leaveByError('InvalidPhoneNumber');
    return { move: 'leave', exit: { by: 'next' }, contact: { ...contact, storedInput: result.keys } };
  },
});

/** Numbers in use have seven to fifteen digits (E.164). */
function isNumber(keys: string): boolean {
  return /^\d{7,15}$/.test(keys);
}
