import { heardText } from './heard.ts';
import type { InputOf } from './input.ts';
import { latencyOf } from './latency.ts';
import type { Saying, Step } from './state.ts';
import { changeAnswer, show, update } from './state.ts';

/** The synthesizer's first audio of a sentence has come. */
export function onSpeechReady(step: Step, { sentence }: InputOf<'speech-ready'>): void {
  const { answer } = step.state;
  if (answer === undefined || answer.sayings[0]?.id !== sentence) return;
  if (answer.moments.firstSpeechMs !== undefined) return;
  changeAnswer(step, { moments: { ...answer.moments, firstSpeechMs: step.atMs } });
}

export function onSentenceStarted(step: Step, { sentence }: InputOf<'sentence-started'>): void {
  const saying = changeSaying(step, sentence, { played: 'playing' });
  const { answer } = step.state;
  if (saying === undefined || answer === undefined) return;
  show(step, { type: 'speaking', turn: answer.turn, text: saying.text });
  if (answer.moments.firstAudioMs !== undefined) return;
  changeAnswer(step, { moments: { ...answer.moments, firstAudioMs: step.atMs } });
  showLatency(step);
}

export function onSentencePlayed(step: Step, { sentence }: InputOf<'sentence-played'>): void {
  // It was heard whole, however long it was: any equal pair says so.
  changeSaying(step, sentence, { played: 'played', playedMs: 1, totalMs: 1 });
}

export function onSentenceFailed(step: Step, { sentence }: InputOf<'sentence-failed'>): void {
  changeSaying(step, sentence, { played: 'dropped', playedMs: 0 });
}

/** The agent has fallen silent; the marks tell what the caller heard. */
export function onStopped(step: Step, { marks }: InputOf<'stopped'>): void {
  if (!step.state.stopping) return;
  update(step, { stopping: false });
  const { answer, utterance } = step.state;
  if (answer === undefined) return;
  const sayings = answer.sayings.map((saying) => dropped(saying, marks));
  const yieldMs =
    utterance === undefined ? {} : { yieldMs: Math.max(0, Math.round(step.atMs - utterance.startMs)) };
  changeAnswer(step, { sayings, ...yieldMs });
  if (step.state.phase === 'open')
    show(step, { type: 'interrupted', turn: answer.turn, heard: heardText(sayings) });
}

function dropped(saying: Saying, marks: InputOf<'stopped'>['marks']): Saying {
  if (saying.played === 'played' || saying.played === 'dropped') return saying;
  const mark = marks.find((one) => one.sentence === saying.id);
  return { ...saying, played: 'dropped', playedMs: mark?.playedMs ?? 0, totalMs: mark?.totalMs ?? 0 };
}

function showLatency(step: Step): void {
  const { answer } = step.state;
  if (answer !== undefined)
    show(step, { type: 'latency', turn: answer.turn, latency: latencyOf(answer.moments) });
}

function changeSaying(step: Step, id: number, change: Partial<Saying>): Saying | undefined {
  const { answer } = step.state;
  const saying = answer?.sayings.find((one) => one.id === id);
  if (answer === undefined || saying === undefined) return undefined;
  if (saying.played === 'played' || saying.played === 'dropped') return undefined;
  const changed = { ...saying, ...change };
  changeAnswer(step, { sayings: answer.sayings.map((one) => (one === saying ? changed : one)) });
  return changed;
}
