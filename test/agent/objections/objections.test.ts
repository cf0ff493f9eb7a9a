import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RaisedObjection } from '../../../agent/objections/objection.ts';
import { MAX_RAISED, overcome, raise } from '../../../agent/objections/raise.ts';
import { compile } from '../../../agent/playbook/compile.ts';
import { aTalk, deeds, dentalPlaybook, through } from '../../builders/a-talk.ts';
import { OBJECTIONS } from '../../builders/objections.ts';
import { complaints, playbookWith } from '../../builders/playbook-text.ts';

const playbook = compile({ ...dentalPlaybook().source, objections: OBJECTIONS });
const objecting = () => aTalk({ playbook });

describe('an objection', () => {
  it('is answered with its first talk track, and the talk comes back to where it was', async () => {
    const talk = await objecting();
    const answer = await through(talk, "I'd like to book a cleaning", "hmm that's too expensive for me");
    expect(answer).toBe('Many of our patients pay in monthly parts. What day works best for you?');
  });

  it('raised again is answered with the next talk track, then the agent stops', async () => {
    const talk = await objecting();
    await through(talk, "I'd like to book a cleaning", "that's too expensive");
    expect(await talk.say('i really cannot afford that')).toContain(
      'A visit now often saves a bigger bill at Alder Lane Dental.',
    );
    const last = await talk.say("no, that's too expensive");
    expect(last).toContain('I understand, that is your decision.');
    expect(last).toContain('Would you like me to put you through');
  });

  it('can end the call once the talk tracks are used up', async () => {
    const talk = await objecting();
    await talk.say("i'm not interested");
    expect(await talk.say("i said i'm not interested")).toContain('All right, I will not call again.');
    expect(deeds(talk)).toEqual(['hang-up']);
  });

  it('is recognised and answered in the language of the call', async () => {
    const talk = await objecting();
    await talk.say('hola, quisiera hacer una cita');
    expect(await talk.say('uy, es demasiado caro')).toContain('Muchos pacientes pagan por mes.');
  });

  it('leaves in the record which talk track was used and what came of it', async () => {
    const talk = await objecting();
    await through(talk, "I'd like to book a cleaning", "that's too expensive", "that's too expensive");
    expect(talk.state().objections).toMatchObject([
      { objection: 'too-expensive', rebuttal: 'payment-plan', outcome: 'objected-again' },
      { objection: 'too-expensive', rebuttal: 'prevention', outcome: 'open' },
    ]);
    await through(talk, 'tuesday at three thirty', 'Maria Lopez', '206 555 0122', 'yes');
    expect(talk.state()).toMatchObject({ reached: ['book'], objections: [{}, { outcome: 'overcome' }] });
  });

  it('is not heard in other words', async () => {
    const talk = await objecting();
    await talk.say('how much is a cleaning');
    expect(talk.state().objections).toBeUndefined();
  });
});

describe('what a model is told of objections', () => {
  it('is each of them with its talk tracks, and nothing where there are none', () => {
    expect(playbook.instructions['en-US']).toContain(
      `- "that's too expensive": "Many of our patients pay in monthly parts." then "A visit now often saves a bigger bill at Alder Lane Dental."; at last "I understand, that is your decision."`,
    );
    expect(dentalPlaybook().instructions['en-US']).not.toContain('# Objections');
  });
});

describe('the talk tracks of a call', () => {
  const objection = { rebuttals: ['a', 'b', 'c'].map((id) => ({ id, say: {} })) };

  it('are each used once, in their order, however often the caller objects', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 * MAX_RAISED }), (times) => {
        let raised: RaisedObjection[] = [];
        const given: (string | null)[] = [];
        for (let turn = 1; turn <= Math.min(times, MAX_RAISED); turn += 1) {
          raised = raise(raised, 'price', objection, turn);
          given.push(raised.at(-1)?.rebuttal ?? null);
        }
        expect(given.slice(0, 3)).toEqual(['a', 'b', 'c'].slice(0, given.length));
        expect(given.slice(3).every((one) => one === null)).toBe(true);
        expect(raised.filter(({ outcome }) => outcome === 'open')).toHaveLength(1);
      }),
    );
  });

  it('do not count as overcome where the agent had stopped', () => {
    const stopped: RaisedObjection = { objection: 'price', rebuttal: null, turn: 4, outcome: 'open' };
    expect(overcome([stopped])).toEqual([stopped]);
  });
});

describe('objections in a playbook', () => {
  const written = (rebuttals: string, phrase = 'too expensive') => `objections:
  price:
    phrases:
      en-US: [${phrase}]
    rebuttals:${rebuttals}
    stop:
      say: { en-US: I see. }
      next: go-on
handover:
`;
  const track = (id: string) => `\n      - id: ${id}\n        say: { en-US: It lasts longer. }`;
  const problems = (text: string) => complaints(playbookWith(['handover:\n', text]));

  it('are right with a talk track', () => {
    expect(problems(written(track('quality')))).toEqual([]);
  });

  it('are refused without one, with the place', () => {
    expect(problems(written(' []'))).toEqual([
      expect.stringMatching(
        /^playbook\.yaml:\d+:5 {2}objections\.price\.rebuttals is an empty list; it needs at least one entry$/,
      ),
    ]);
  });

  it('are refused with two talk tracks of one name, or a phrase that means something else too', () => {
    expect(problems(written(track('quality') + track('quality')))).toEqual([
      expect.stringContaining('"quality" is the id of two talk tracks of one objection'),
    ]);
    expect(problems(written(track('quality'), 'book a visit'))).toEqual([
      expect.stringContaining('a caller who says it can mean only one of them'),
    ]);
  });
});
