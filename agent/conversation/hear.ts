import type { CallState } from '../call/call-state.ts';
import { bringsOn, foldLanguage } from '../call/fold.ts';
import { digitsSoFar } from '../capture/digits-over-turns.ts';
import { type LanguageChange, readLanguage } from '../capture/language.ts';
import type { UnderstandInput } from '../capture/understand-input.ts';
import type { Understanding } from '../capture/understanding.ts';
import { inWeekSaidBefore } from '../capture/week-over-turns.ts';
import { questionIn } from '../knowledge/asked.ts';
import { retrieve } from '../knowledge/retrieve.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { TurnRequest } from '../turn/turn-request.ts';
import { NOTHING_UNDERSTOOD } from './build-situation.ts';
import type { Heard, Lookup, ToHear } from './heard.ts';
import type { Clock, Understand } from './ports.ts';

/**
 * Settles the language, understands the words in it, and looks up what they ask. It is a port of the turn because
 * it brings half of the domain with it, dates, telephone numbers and the search: a function loads it when the first
 * caller speaks, and greets without it.
 */
export function hearing(understand: Understand, clock: Clock): (asked: ToHear) => Heard {
  return ({ told, request, text, playbook, nowMs }) => {
    const change = languageChange(told, request, playbook);
    const spokenTo = change === undefined ? told : foldLanguage(told, change.locale, playbook);
    const words = change?.rest ?? text;
    const found =
      words === ''
        ? NOTHING_UNDERSTOOD
        : understandWords(spokenTo, { words, request, playbook, nowMs }, understand);
    const understood = change === undefined ? found : { ...found, language: change.locale };
    const asked = request.cause === 'caller-said' ? words : '';
    return { spokenTo, understood, lookup: lookUp(spokenTo, asked, playbook, understood, clock) };
  };
}

function languageChange(
  { locale }: CallState,
  request: TurnRequest,
  { locales }: CompiledPlaybook,
): LanguageChange | undefined {
  if (request.cause !== 'caller-said' || locales.length < 2) return undefined;
  const { text, locale: heard } = request.said;
  return readLanguage(text, { current: locale, locales, heard });
}

function understandWords(
  state: CallState,
  { words, request, playbook, nowMs }: { words: string } & Pick<ToHear, 'request' | 'playbook' | 'nowMs'>,
  understand: Understand,
): Understanding {
  const { locale, expect, fields, offers, goal, appointment, from } = state;
  // The newest of the caller's entries is what they say now.
  const saidBefore = state.history.filter(({ who }) => who === 'caller').at(-2)?.text;
  const inItsWeek = inWeekSaidBefore({ playbook, locale, expect, text: words }, saidBefore);
  const known = {
    playbook,
    locale,
    text: inItsWeek ?? words,
    expect,
    fields,
    offers,
    goal,
    appointment,
    nowMs,
    ...(from === undefined ? {} : { from }),
  };
  const alone = understand(known);
  const understood = (bringsOn(alone) ? undefined : together(state, known, understand)) ?? alone;
  const meant = request.cause === 'caller-said' ? request.said.meant : undefined;
  return meant === undefined || bringsOn(understood) ? understood : understand({ ...known, text: meant });
}

/** What is understood of all answers to the same question together, where they make the number that was asked for. */
function together(
  state: CallState,
  known: UnderstandInput,
  understand: Understand,
): Understanding | undefined {
  const said = state.history.filter(({ who }) => who === 'caller').map((entry) => entry.text);
  const text = digitsSoFar(known, said.slice(-1 - state.attempts));
  const understood = text === undefined ? undefined : understand({ ...known, text });
  const { expect } = state;
  const isWhole = 'field' in expect && understood?.fields[expect.field] !== undefined;
  return isWhole ? understood : undefined;
}

/** Looks up what the business knows on the caller's question. */
function lookUp(
  { locale }: CallState,
  said: string,
  playbook: CompiledPlaybook,
  understood: Understanding,
  clock: Clock,
): Lookup | undefined {
  const asked = said === '' ? undefined : questionIn(said, locale, understood);
  if (asked === undefined) return undefined;
  const startedMs = clock.now();
  const found = retrieve(playbook, locale, asked);
  // "I need a filling, how long does that take?": what is asked about may stand before the question.
  const passages = found.length > 0 ? found : retrieve(playbook, locale, said);
  return { passages, ms: clock.now() - startedMs };
}
