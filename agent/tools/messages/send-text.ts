import type { CallState } from '../../call/call-state.ts';
import { slotStart, speakDate, speakReason, speakTime } from '../../capture/speak.ts';
import { speakDetails } from '../../capture/speak-appointment.ts';
import { fill, UnknownPlaceholder } from '../../playbook/fill.ts';
import type { PlaybookSource } from '../../playbook/schema.ts';
import type { ToolInput } from '../inputs.ts';
import { failed, succeeded, type ToolOutcome } from '../outcome.ts';
import type { ToolContext } from '../tool.ts';

/**
 * Asks for a text message: one of the playbook's templates, to the caller's own number or to one that they gave.
 * Nothing is sent here: the turn's event is, once the turn is stored.
 */
export function sendText(
  input: ToolInput<'send_text'>,
  { playbook, call, locale }: ToolContext,
): ToolOutcome {
  const { source } = playbook;
  const rules = source.messages;
  if (rules === undefined) return failed('not-available', 'This playbook has no text messages.');
  if (call.textsDeclined === true)
    return failed('declined', 'The caller does not want text messages. Do not offer one again.');
  if ((call.texts ?? 0) >= rules.mostPerCall)
    return failed('limit-reached', `This call has sent ${rules.mostPerCall} texts, which is the most.`);
  const template = Object.hasOwn(rules.templates, input.template)
    ? rules.templates[input.template]
    : undefined;
  const written = template?.[locale];
  if (written === undefined)
    return failed(
      'bad-input',
      `There is no template "${input.template}"; use one of ${Object.keys(rules.templates).join(', ')}.`,
    );
  const to = numberFor(input.to, call, source);
  if (to === undefined)
    return failed('bad-input', 'No number is known to which a text could go. Ask the caller for theirs.');
  try {
    const body = fill(written, textValues(call, source, locale));
    return succeeded(
      { texting: input.template },
      { effect: 'text-requested', template: input.template, to, body, locale },
    );
  } catch (cause) {
    if (!(cause instanceof UnknownPlaceholder)) throw cause;
    return failed('bad-input', `The text needs {${cause.placeholder}}, which is not known yet.`);
  }
}

/** Notes that the caller wants no texts. From then on none is sent to their number, in this call or later. */
export function declineTexts(): ToolOutcome {
  return succeeded({ declined: true }, { effect: 'texts-declined' });
}

/** The caller's number, or that of a phone field of the playbook: there is no way to name any other. */
function numberFor(
  field: string | undefined,
  { from, fields }: CallState,
  { fields: declared }: PlaybookSource,
): string | undefined {
  if (field !== undefined)
    return Object.hasOwn(declared, field) && declared[field]?.type === 'phone'
      ? fields[field]?.value
      : undefined;
  if (from !== undefined) return from;
  const known = Object.keys(declared).find(
    (id) => declared[id]?.type === 'phone' && fields[id] !== undefined,
  );
  return known === undefined ? undefined : fields[known]?.value;
}

/** What can be filled into a text: the fields and variables of the call, and the parts of its appointment. */
function textValues(
  { fields, variables, appointment, ticket }: CallState,
  source: PlaybookSource,
  locale: string,
): Record<string, string> {
  const spoken = Object.entries(fields).map(([id, field]) => [id, field.spoken]);
  return {
    ...variables,
    ...Object.fromEntries(spoken),
    ...(appointment === null
      ? {}
      : {
          ...speakDetails(appointment, source, locale),
          name: appointment.name,
          reason: speakReason(appointment.reason, source, locale),
          day: speakDate(slotStart(appointment.slot).day, locale),
          time: speakTime(slotStart(appointment.slot).time, locale),
        }),
    ...(ticket === undefined ? {} : { ticket }),
    company: source.company,
    agent: source.agent.name,
  };
}
