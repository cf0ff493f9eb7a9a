import type { CallState } from '../call/call-state.ts';
import { bringsOn, callersWords, foldLanguage } from '../call/fold.ts';
import { digitsSoFar } from '../capture/digits-over-turns.ts';
import { type LanguageChange, readLanguage } from '../capture/language.ts';
import type { UnderstandInput } from '../capture/understand-input.ts';
import type { Understanding } from '../capture/understanding.ts';
import { asksSomething } from '../knowledge/asked.ts';
import type { FoundPassage } from '../knowledge/passage.ts';
import { retrieve } from '../knowledge/retrieve.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { NOTHING_UNDERSTOOD } from './build-situation.ts';
import type { TurnPorts } from './ports.ts';
import type { TurnRequest } from './turn-request.ts';

/** What was found for the caller's question, and how long that took in milliseconds. */
export interface Lookup {
  passages: FoundPassage[];
  ms: number;
}

/** What plain code makes of a request before anyone writes an answer. */
export interface Heard {
  /** The state in the language in which the call goes on. */
  spokenTo: CallState;
  understood: Understanding;
  /** Undefined when the caller asked nothing that the business may know. */
  lookup: Lookup | undefined;
}

/** Settles the language, understands the words in it, and looks up what they ask. `told` has the request folded in. */
export function hear(
  told: CallState,
  request: TurnRequest,
  playbook: CompiledPlaybook,
  ports: TurnPorts,
  nowMs: number,
): Heard {
  const text = callersWords(request);
  if (text === undefined || text.trim() === '')
    return { spokenTo: told, understood: NOTHING_UNDERSTOOD, lookup: undefined };
  const change = languageChange(told, request, playbook);
  const spokenTo = change === undefined ? told : foldLanguage(told, change.locale, playbook);
  const words = change?.rest ?? text;
  const found =
    words === '' ? NOTHING_UNDERSTOOD : understand(spokenTo, words, request, playbook, ports, nowMs);
  const understood = change === undefined ? found : { ...found, language: change.locale };
  const asked = request.cause === 'caller-said' ? words : '';
  return { spokenTo, understood, lookup: lookUp(spokenTo, asked, playbook, understood, ports) };
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

function understand(
  state: CallState,
  text: string,
  request: TurnRequest,
  playbook: CompiledPlaybook,
  ports: TurnPorts,
  nowMs: number,
): Understanding {
  const { locale, expect, fields, offers, goal, appointment, from } = state;
  const known = {
    playbook,
    locale,
    text,
    expect,
    fields,
    offers,
    goal,
    appointment,
    nowMs,
    ...(from === undefined ? {} : { from }),
  };
  const alone = ports.understand(known);
  const understood = (bringsOn(alone) ? undefined : together(state, known, ports)) ?? alone;
  const meant = request.cause === 'caller-said' ? request.said.meant : undefined;
  return meant === undefined || bringsOn(understood)
    ? understood
    : ports.understand({ ...known, text: meant });
}

/** What is understood of all answers to the same question together, where they make the number that was asked for. */
function together(state: CallState, known: UnderstandInput, ports: TurnPorts): Understanding | undefined {
  const said = state.history.filter(({ who }) => who === 'caller').map((entry) => entry.text);
  const text = digitsSoFar(known, said.slice(-1 - state.attempts));
  const understood = text === undefined ? undefined : ports.understand({ ...known, text });
  const { expect } = state;
  const isWhole = 'field' in expect && understood?.fields[expect.field] !== undefined;
  return isWhole ? understood : undefined;
}

/** Looks up what the business knows on the caller's question. */
function lookUp(
  { locale }: CallState,
  asked: string,
  playbook: CompiledPlaybook,
  understood: Understanding,
  { clock }: TurnPorts,
): Lookup | undefined {
  if (asked === '' || !asksSomething(asked, locale, understood)) return undefined;
  const startedMs = clock.now();
  const passages = retrieve(playbook, locale, asked);
  return { passages, ms: clock.now() - startedMs };
}
