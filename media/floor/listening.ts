import type { Said } from '../../agent/turn/turn-request.ts';
import { agentHasFloor, agentIsSaying, isBusy, isLeaving } from './answer.ts';
import { goOn, interrupt, yieldALittle } from './barge-in.ts';
import type { Cause } from './cause.ts';
import type { InputOf } from './input.ts';
import {
  ANY_WORDS_WAIT_MS,
  END_OF_TURN_COMPLETE_MS,
  FALSE_ALARM_MS,
  LAST_WORDS_WAIT_MS,
  MAX_SPECULATIONS,
  SETTLED_WORDS_MS,
  UNINTELLIGIBLE_VOICE_MS,
  WORDS_CAUGHT_UP_MS,
} from './limits.ts';
import { normalText } from './normal-words.ts';
import type { Moments, Step, Utterance } from './state.ts';
import { cancelTimer, changeUtterance, setTimer, show, update } from './state.ts';
import { endOfTurnDelayMs } from './turn-end.ts';
import { judgeStart } from './turn-start.ts';
import { accept, adopt, dropSpeculation, prepareSpeech, showDecided, speculate } from './turns.ts';
import { freshWords, openUtterance, withTranscript } from './utterance.ts';

export function onVoiceStarted(step: Step, { sinceMs }: InputOf<'voice-started'>): void {
  update(step, { voice: { active: true, sinceMs } });
  if (isLeaving(step.state)) return;
  cancelTimer(step, 'end-of-turn');
  cancelTimer(step, 'false-alarm');
  cancelTimer(step, 'silence');
  if (step.state.utterance === undefined) update(step, { utterance: openUtterance(sinceMs) });
  if (step.state.utterance?.isSpeech !== true) yieldALittle(step, sinceMs);
}

export function onVoiceStopped(step: Step, { endMs }: InputOf<'voice-stopped'>): void {
  const { voice, utterance } = step.state;
  if (!voice.active) return;
  update(step, { voice: { active: false, endMs } });
  cancelTimer(step, 'barge-in');
  if (utterance === undefined) return;
  changeUtterance(step, { voicedMs: utterance.voicedMs + Math.max(0, endMs - voice.sinceMs) });
  if (utterance.isSpeech) {
    silenceBegan(step);
    return;
  }
  judge(step);
  if (step.state.utterance?.isSpeech !== false) return;
  setTimer(step, 'false-alarm', endMs + (agentHasFloor(step.state) ? FALSE_ALARM_MS : ANY_WORDS_WAIT_MS));
}

/** The recogniser has heard something, or something else than before. */
export function onWords(step: Step, { transcript }: InputOf<'words'>): void {
  const { state } = step;
  if (isLeaving(state)) return;
  const fresh = freshWords(transcript, state.spentUntilMs);
  const known = state.utterance?.transcripts.some((one) => one.segment === transcript.segment) === true;
  const first = fresh[0];
  if (first === undefined && !known) return;
  // Words without a sound before them: too quiet for the voice detector, or the words came very late.
  const before = state.utterance ?? openUtterance(Math.min(first?.startMs ?? step.atMs, step.atMs));
  const utterance = withTranscript(before, transcript, state.spentUntilMs, step.atMs);
  update(step, { utterance });
  if (!utterance.isSpeech) judge(step);
  else if (utterance.text !== before.text) onTextChanged(step);
  else if (!state.voice.active) expectEnd(step);
}

/** No words came for the sound. */
export function onFalseAlarm(step: Step): void {
  const { voice, utterance } = step.state;
  if (voice.active || utterance === undefined || utterance.isSpeech) return;
  if (agentHasFloor(step.state) || utterance.voicedMs < UNINTELLIGIBLE_VOICE_MS) {
    forget(step, step.state.spentUntilMs);
    return;
  }
  // Somebody spoke to a silent agent and was not understood: the brain asks again.
  changeUtterance(step, { isSpeech: true });
  decide(step);
}

/** The words have not changed for a while. While there still is sound, only a sentence that may end here counts. */
export function onSettled(step: Step): void {
  const { utterance, voice, answer, locale } = step.state;
  if (utterance?.isSpeech !== true) return;
  const delayMs = endOfTurnDelayMs(utterance.text, answer?.expect ?? { kind: 'open' }, locale);
  if (!voice.active || delayMs <= END_OF_TURN_COMPLETE_MS) thinkAhead(step);
}

export function onEndOfTurn(step: Step): void {
  const { voice, utterance } = step.state;
  if (voice.active || utterance?.isSpeech !== true) return;
  const endMs = speechEndMs(step, utterance);
  const giveUpMs = endMs + LAST_WORDS_WAIT_MS;
  if (wordsHaveCaughtUp(utterance, endMs) || step.atMs >= giveUpMs) decide(step);
  else setTimer(step, 'end-of-turn', giveUpMs);
}

/** Decides whether the words take the floor. */
function judge(step: Step): void {
  const { state } = step;
  const { utterance } = state;
  if (utterance === undefined) return;
  const verdict = judgeStart({
    text: utterance.text,
    locale: state.locale,
    expect: state.answer?.expect ?? { kind: 'open' },
    agentHasFloor: agentHasFloor(state),
    agentIsSaying: agentIsSaying(state),
    voiceActive: state.voice.active,
  });
  if (verdict === 'not-yet') return;
  if (verdict !== 'speech') {
    forget(step, utterance.wordsEndMs ?? state.spentUntilMs);
    return;
  }
  changeUtterance(step, { isSpeech: true });
  cancelTimer(step, 'barge-in');
  cancelTimer(step, 'false-alarm');
  cancelTimer(step, 'silence');
  interrupt(step);
  onTextChanged(step);
}

/** The utterance was none. Its words, if it had any, are not to be taken for the next one's. */
function forget(step: Step, spentUntilMs: number): void {
  update(step, { utterance: undefined, spentUntilMs: Math.max(spentUntilMs, step.state.spentUntilMs) });
  cancelTimer(step, 'barge-in');
  cancelTimer(step, 'false-alarm');
  if (step.state.voice.active) update(step, { utterance: openUtterance(step.atMs) });
  goOn(step);
}

function onTextChanged(step: Step): void {
  const { utterance, speculation, voice } = step.state;
  if (utterance === undefined) return;
  if (speculation !== undefined && speculation.key !== normalText(utterance.text)) dropSpeculation(step);
  show(step, { type: 'hearing', turn: step.state.turn + 1, text: utterance.text, final: false });
  setTimer(step, 'settled', step.atMs + SETTLED_WORDS_MS);
  if (voice.active) return;
  silenceBegan(step);
}

/** The voice is silent. Words that lag behind it will change: an answer to them would be thrown away unheard. */
function silenceBegan(step: Step): void {
  expectEnd(step);
  const { utterance } = step.state;
  if (utterance !== undefined && wordsHaveCaughtUp(utterance, speechEndMs(step, utterance))) thinkAhead(step);
  prepareSpeech(step);
}

/** Sets the end of the turn by what has been said so far. */
function expectEnd(step: Step): void {
  const { utterance, answer, locale } = step.state;
  if (utterance === undefined) return;
  const delayMs = endOfTurnDelayMs(utterance.text, answer?.expect ?? { kind: 'open' }, locale);
  setTimer(step, 'end-of-turn', speechEndMs(step, utterance) + delayMs);
}

/** The last sound; where the voice detector heard none, the last word; where that was taken back, when it was. */
function speechEndMs(step: Step, utterance: Utterance): number {
  const { voice } = step.state;
  if (!voice.active && voice.endMs > utterance.startMs) return Math.min(voice.endMs, step.atMs);
  return Math.min(utterance.wordsEndMs ?? utterance.changedAtMs, step.atMs);
}

/** Words lag behind the sound: a turn that ends before its last words have come would lose them. */
function wordsHaveCaughtUp(utterance: Utterance, endMs: number): boolean {
  if (utterance.wordsEndMs !== undefined && utterance.wordsEndMs >= endMs - WORDS_CAUGHT_UP_MS) return true;
  return utterance.finalAtMs !== undefined && utterance.finalAtMs > endMs;
}

/** Lets the brain begin on the words so far, when the floor is free for a turn. */
function thinkAhead(step: Step): void {
  const { state } = step;
  const { utterance, speculation } = state;
  if (utterance === undefined || utterance.text === '' || state.locale === undefined) return;
  if (isBusy(state) || state.stopping || state.waiting.length > 0) return;
  if (speculation?.key === normalText(utterance.text) || utterance.speculations >= MAX_SPECULATIONS) return;
  dropSpeculation(step);
  changeUtterance(step, { speculations: utterance.speculations + 1 });
  speculate(step, utterance.text, saidCause(step, utterance, state.locale));
}

/** The caller has finished: what they said becomes a turn. */
function decide(step: Step): void {
  const { state } = step;
  const { utterance, speculation, locale } = state;
  if (utterance === undefined || locale === undefined) return;
  const cause = saidCause(step, utterance, locale);
  const endMs = speechEndMs(step, utterance);
  const moments: Moments = { speechEndMs: endMs, wordsMs: utterance.changedAtMs, decidedMs: step.atMs };
  showDecided(step, utterance.text);
  update(step, {
    utterance: undefined,
    spentUntilMs: Math.max(endMs, utterance.wordsEndMs ?? 0, state.spentUntilMs),
  });
  cancelTimer(step, 'end-of-turn');
  cancelTimer(step, 'settled');
  const free = !isBusy(state) && !state.stopping && state.waiting.length === 0;
  if (free && speculation?.key === normalText(utterance.text) && utterance.text !== '')
    adopt(step, speculation, cause, moments);
  else accept(step, { cause, moments });
}

function saidCause(step: Step, utterance: Utterance, locale: string): Cause {
  const startMs = Math.max(0, Math.round(utterance.startMs));
  const said: Said = {
    text: utterance.text,
    locale,
    ...(utterance.confidence === undefined ? {} : { confidence: utterance.confidence }),
    startMs,
    endMs: Math.max(startMs, Math.round(speechEndMs(step, utterance))),
  };
  return { cause: 'caller-said', said };
}
