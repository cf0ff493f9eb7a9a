import { agentHasFloor, isBeingSpoken } from './answer.ts';
import { BARGE_IN_VOICE_MS } from './limits.ts';
import type { Step } from './state.ts';
import { changeAnswer, emit, setTimer, update } from './state.ts';

/** A sound from the caller while the agent has the floor: quieter at once, and decide when there is more to go by. */
export function yieldALittle(step: Step, sinceMs: number): void {
  const { state } = step;
  if (!agentHasFloor(state)) return;
  if (isAudible(step)) {
    if (state.gate === 'open') {
      update(step, { gate: 'ducked' });
      emit(step, { type: 'duck' });
    }
    setTimer(step, 'barge-in', sinceMs + BARGE_IN_VOICE_MS);
  } else pause(step); // nothing begins to be said while the caller makes a sound
}

/** The sound goes on, and no words have come yet: silence until it is known what it is. */
export function onBargeInTimer(step: Step): void {
  const { voice, utterance } = step.state;
  if (!voice.active || utterance === undefined || utterance.isSpeech || utterance.text !== '') return;
  if (isBeingSpoken(step.state.answer)) pause(step);
}

/** It was nothing: the agent goes on where it was. */
export function goOn(step: Step): void {
  const { gate } = step.state;
  if (gate === 'open') return;
  update(step, { gate: 'open' });
  emit(step, { type: gate === 'ducked' ? 'unduck' : 'resume' });
}

/** The caller takes the floor: what the agent was saying, or was about to, is dropped. */
export function interrupt(step: Step): void {
  if (!agentHasFloor(step.state)) return;
  changeAnswer(step, { silenced: true, afterwards: [] });
  update(step, { stopping: true, gate: 'open' });
  emit(step, { type: 'stop' });
}

function pause(step: Step): void {
  if (step.state.gate === 'paused') return;
  update(step, { gate: 'paused' });
  emit(step, { type: 'pause' });
}

function isAudible(step: Step): boolean {
  const { answer, gate } = step.state;
  return gate !== 'paused' && answer?.sayings.some((saying) => saying.played === 'playing') === true;
}
