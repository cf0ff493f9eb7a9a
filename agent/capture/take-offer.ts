import { expectsOffer, type FieldsContext, type FoundFields, fieldOfType } from './field-context.ts';
import { offeredTimes, pickByPlace, refusesOffers } from './offers.ts';
import { slotStart, speakDate, speakTime } from './speak.ts';
import { findPhrase, type Token } from './tokens.ts';

/** "The first one": the offer sets time and day together. A time of day that was said goes before its place. */
export function takeOffer(tokens: readonly Token[], context: FieldsContext, found: FoundFields): void {
  const [day, time] = [fieldOfType(context, 'date'), fieldOfType(context, 'time')];
  if (!expectsOffer(context) || day === undefined || time === undefined) return;
  const saidTime = found.fields[time]?.value;
  if (saidTime !== undefined && !isEdge(tokens, context)) {
    const offered = context.offers.map(slotStart).find((start) => start.time === saidTime);
    if (offered !== undefined && found.fields[day] === undefined && !onKnownDay(context, day, saidTime))
      setDay(day, offered.day, context, found);
    return;
  }
  if (refusesOffers(tokens, context.words)) return;
  const picked =
    found.fields[day] === undefined ? pickByPlace(tokens, context.offers, context.words) : undefined;
  if (picked === undefined) return;
  const start = slotStart(picked);
  found.fields[time] = { value: start.time, spoken: speakTime(start.time, context.locale) };
  if (start.day !== context.fields[day]?.value) setDay(day, start.day, context, found);
}

/** "The earliest" among offers means the earlier offer, not the opening of the day. */
function isEdge(tokens: readonly Token[], { words }: FieldsContext): boolean {
  return findPhrase(tokens, [...words.times.earliest, ...words.times.latest]) !== undefined;
}

function onKnownDay(context: FieldsContext, day: string, time: string): boolean {
  return offeredTimes(context.offers, context.fields[day]?.value).includes(time);
}

function setDay(field: string, day: string, context: FieldsContext, found: FoundFields): void {
  found.fields[field] = { value: day, spoken: speakDate(day, context.locale) };
}
