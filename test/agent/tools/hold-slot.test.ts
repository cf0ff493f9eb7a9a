import { describe, expect, it } from 'vitest';
import type { CallState } from '../../../agent/call/call-state.ts';
import { foldResults } from '../../../agent/call/fold-effects.ts';
import { compile } from '../../../agent/playbook/compile.ts';
import { HOLD_MS } from '../../../agent/tools/hold-slot.ts';
import { aCallState } from '../../builders/a-call-state.ts';
import { aPlaybook, aPlaybookSource } from '../../builders/a-playbook.ts';
import { aTalk, dentalPlaybook } from '../../builders/a-talk.ts';
import { aToolUser, MONDAY_MORNING_MS } from '../../builders/a-tool-use.ts';
import { memoryCalendar } from '../../builders/memory-calendar.ts';

const playbook = aPlaybook({ tools: [...aPlaybookSource().tools, 'hold_slot'] });
const THREE = '2026-12-01T15:00:00-05:00';
const FOUR = '2026-12-01T16:00:00-05:00';
const MARIA = { name: 'Maria Lopez', phone: '+12065550122', reason: 'other' };

/** Two calls at one calendar with one chair, and a clock. */
function twoCalls() {
  const clock = { nowMs: MONDAY_MORNING_MS };
  const calendar = memoryCalendar(30, () => clock.nowMs);
  let uses = 0;
  const caller = () => {
    let call: CallState = aCallState();
    return async (name: string, input: unknown) => {
      uses += 1;
      const user = aToolUser(playbook, calendar, clock.nowMs, {}, call);
      const result = await user.use(name, input, `call/${uses}/0`);
      call = foldResults(call, [result], playbook);
      return result;
    };
  };
  return { calendar, clock, first: caller(), second: caller() };
}

describe('a slot that is held', () => {
  it('is offered and given to nobody else, and booked by whoever holds it', async () => {
    const { first, second, calendar } = twoCalls();
    expect(await first('hold_slot', { start: THREE })).toMatchObject({ ok: true });
    expect(await second('book_appointment', { start: THREE, ...MARIA })).toMatchObject({
      failure: 'slot-taken',
    });
    expect(await second('hold_slot', { start: THREE })).toMatchObject({ failure: 'slot-taken' });
    const offered = await second('find_free_slots', { day: '2026-12-01', time: '15:00' });
    expect(JSON.stringify(offered)).not.toContain(THREE);
    const own = await first('find_free_slots', { day: '2026-12-01', time: '15:00' });
    expect(JSON.stringify(own)).toContain(THREE);
    expect(await first('book_appointment', { start: THREE, ...MARIA })).toMatchObject({ ok: true });
    expect(calendar.appointments()).toHaveLength(1);
  });

  it('is free again when the hold has lapsed', async () => {
    const { first, second, clock } = twoCalls();
    await first('hold_slot', { start: THREE });
    clock.nowMs += HOLD_MS;
    expect(await second('book_appointment', { start: THREE, ...MARIA })).toMatchObject({ ok: true });
    expect(await first('book_appointment', { start: THREE, ...MARIA })).toMatchObject({
      failure: 'slot-taken',
    });
  });

  it('is given back when the caller chooses or books another', async () => {
    const { first, second } = twoCalls();
    await first('hold_slot', { start: THREE });
    await first('hold_slot', { start: FOUR });
    expect(await second('hold_slot', { start: THREE })).toMatchObject({ ok: true });
    await second('book_appointment', { start: '2026-12-01T14:00:00-05:00', ...MARIA });
    expect(await first('book_appointment', { start: THREE, ...MARIA })).toMatchObject({ ok: true });
  });
});

describe('the script', () => {
  const { source, passages } = dentalPlaybook();
  const holding = compile({ ...source, tools: [...source.tools, 'hold_slot'] }, passages);

  it('holds the time that was chosen before it reads it back, where the playbook names the tool', async () => {
    const talk = await aTalk({ playbook: holding });
    await talk.say('i would like a checkup on tuesday at three');
    expect(talk.state().hold).toMatchObject({ slot: { start: expect.stringContaining('T15:00') } });
    await talk.say('maria lopez');
    await talk.say('206 555 0122');
    await talk.say('yes');
    expect(talk.calendar.appointments(), talk.transcript()).toHaveLength(1);
    expect(talk.state().hold).toBeUndefined();
  });
});
