import type { Scripted, ScriptedTurn } from '../schema/caller.ts';
import type { Caller, CallerDeed } from './caller.ts';

const MS_PER_SECOND = 1_000;

/** A caller whose every word is written in advance; hangs up after the last. */
export function scriptedCaller({ turns }: Scripted): Caller {
  const left = [...turns];
  return {
    next() {
      const turn = left.shift();
      return turn === undefined ? { does: 'hangs-up' } : deedOf(turn);
    },
  };
}

function deedOf({ say, keys, silentSeconds, interruptsAfterWords }: ScriptedTurn): CallerDeed {
  const interruption = interruptsAfterWords === undefined ? {} : { interruptsAfterWords };
  if (say !== undefined) return { does: 'says', text: say, ...interruption };
  if (keys !== undefined) return { does: 'keys', keys };
  if (silentSeconds !== undefined) return { does: 'is-silent', ms: silentSeconds * MS_PER_SECOND };
  return { does: 'hangs-up' };
}
