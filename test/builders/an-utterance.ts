import { understand } from '../../agent/capture/understand.ts';
import type { UnderstandInput } from '../../agent/capture/understand-input.ts';
import type { Understanding } from '../../agent/capture/understanding.ts';
import { dentalPlaybook, MONDAY_MS } from './a-talk.ts';

const DENTAL = dentalPlaybook();

/** What is understood of a caller's words at the dental practice; on a Monday, nothing asked, unless said. */
export function understood(text: string, moment: Partial<UnderstandInput> = {}): Understanding {
  return understand({
    playbook: DENTAL,
    locale: 'en-US',
    text,
    expect: { kind: 'open' },
    fields: {},
    offers: [],
    goal: 'book',
    nowMs: MONDAY_MS,
    ...moment,
  });
}

/** A field as it stands in a call. */
export function known(value: string, spoken = value) {
  return { value, spoken, confirmed: false, turn: 2 };
}
