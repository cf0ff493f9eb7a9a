import { describe, expect, it } from 'vitest';
import { understand } from '../../../agent/capture/understand.ts';
import type { CallerDeed } from '../../../agent/scenario/caller/caller.ts';
import { castCaller } from '../../../agent/scenario/caller/cast.ts';
import type { Expect } from '../../../agent/turn/expect.ts';
import { seededRandom } from '../../../local/latency/random.ts';
import { playRun } from '../../../local/scenario/run/play-run.ts';
import type { Stage } from '../../../local/scenario/stages/stage.ts';
import { textStage } from '../../../local/scenario/stages/text-stage.ts';
import { aScenario, casting } from '../../builders/a-scenario.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';

const FACTS = {
  reason: ['a checkup'],
  day: ['tuesday', 'november twenty fourth'],
  time: ['three'],
  name: ['maria lopez'],
  phone: ['206 555 0122'],
};

interface PersonaChanges {
  facts?: Record<string, string[]>;
  temper?: string;
  habits?: unknown[];
}

/** A patient caller who wants a checkup, without habits unless they are given. */
function aPersona(changes: PersonaChanges = {}) {
  const persona = {
    kind: 'persona',
    goal: 'book',
    opens: 'book an appointment',
    facts: FACTS,
    temper: 'patient',
  };
  return aScenario({ caller: { ...persona, ...changes } });
}

/** What the caller does when it hears these, one after the other, after it has opened. */
async function hearing(
  changes: PersonaChanges,
  ...heard: { agent?: string; expect: Expect }[]
): Promise<CallerDeed[]> {
  const ports = { random: seededRandom(1), understand };
  const { caller } = castCaller(aPersona(changes), dentalPlaybook(), ports);
  const deeds: CallerDeed[] = [];
  for (const [index, { agent = '', expect: asked }] of [{ expect: OPEN }, ...heard].entries())
    deeds.push(await caller.next({ turn: index + 2, agent, expect: asked, deeds: [] }));
  return deeds.slice(1);
}

const OPEN: Expect = { kind: 'open' };
const GOAL: Expect = { kind: 'yes-no', confirms: 'goal' };
const asks = (field: string): { expect: Expect } => ({ expect: { kind: 'text', field } });
const says = (text: string) => ({ does: 'says' as const, text });
const READ_BACK =
  "a checkup on Tuesday, November twenty fourth at three o'clock, for Maria Lopez, phone number two oh six, five five five, oh one two two.";

describe('a simulated caller', () => {
  it('answers what it is asked from its facts, in other words when asked again', async () => {
    expect(await hearing({}, asks('name'), asks('day'), asks('day'))).toEqual([
      says('maria lopez'),
      says('tuesday'),
      says('november twenty fourth'),
    ]);
  });

  it('does not make up what it does not know', async () => {
    const { name: _name, ...others } = FACTS;
    expect(await hearing({ facts: others }, asks('name'))).toEqual([says("i don't know")]);
  });

  it('says yes to what is read back as it means it', async () => {
    expect(await hearing({}, { agent: READ_BACK, expect: GOAL })).toEqual([says("yes that's right")]);
  });

  it('still knows what was read back when it is reminded after a silence', async () => {
    const silent = [{ habit: 'goes-silent', chance: 1, most: 2, seconds: 9 }];
    const opened = { agent: READ_BACK, expect: GOAL };
    const reminded = { agent: 'Are you still there?', expect: GOAL };
    expect(await hearing({ habits: silent }, opened, reminded)).toEqual([
      { does: 'is-silent', ms: 9_000 },
      says("yes that's right"),
    ]);
  });

  it('corrects what is read back wrong', async () => {
    const wrong = READ_BACK.replace('Maria Lopez', 'Mario Lopez');
    expect(await hearing({}, { agent: wrong, expect: GOAL })).toEqual([says('no maria lopez')]);
  });

  it('takes a time that is offered when its own is not free, and stands by it', async () => {
    const time: Expect = { kind: 'time', field: 'time' };
    const readBack = { agent: READ_BACK.replace("three o'clock", 'four'), expect: GOAL };
    expect(await hearing({}, { expect: time }, { expect: time }, readBack)).toEqual([
      says('three'),
      says('the first one'),
      says("yes that's right"),
    ]);
  });

  it.each([
    ['cross', 2],
    ['hurried', 3],
    ['patient', 4],
  ])('that is %s bears the same question %i times, then wants a person', async (temper, times) => {
    const deeds = await hearing({ temper }, ...Array.from({ length: times + 1 }, () => asks('name')));
    const person = says('can i speak to a person');
    expect(deeds.slice(0, -1)).not.toContainEqual(person);
    expect(deeds.at(-1)).toEqual(person);
  });

  it('leaves when nothing is expected of it any more', async () => {
    expect(await hearing({}, { expect: { kind: 'nothing' } })).toEqual([{ does: 'hangs-up' }]);
  });
});

describe('the habit', () => {
  const always = { chance: 1, most: 1 };
  it.each<[string, unknown, CallerDeed[]]>([
    ['mumbles', { habit: 'mumbles', ...always }, [says('maria lopez'), says('maria lopez')]],
    [
      'goes-silent',
      { habit: 'goes-silent', ...always, seconds: 9 },
      [says('maria lopez'), says('maria lopez')],
    ],
    [
      'hesitates',
      { habit: 'hesitates', chance: 1 },
      [says('um well maria lopez'), says('um well maria lopez')],
    ],
    [
      'interrupts',
      { habit: 'interrupts', chance: 1, afterWords: 3 },
      [
        { ...says('maria lopez'), interruptsAfterWords: 3 },
        { ...says('maria lopez'), interruptsAfterWords: 3 },
      ],
    ],
    [
      'asks',
      { habit: 'asks', question: 'is there parking', whenAskedFor: 'name' },
      [says('is there parking'), says('maria lopez')],
    ],
    [
      'switches-language',
      { habit: 'switches-language', locale: 'es-US', fromTurn: 3, says: { name: ['me llamo maría'] } },
      [says('maria lopez'), { ...says('me llamo maría'), locale: 'es-US' }],
    ],
  ])('%s shows', async (_name, habit, expected) => {
    expect(await hearing({ habits: [habit] }, asks('name'), asks('name'))).toEqual(expected);
  });

  it('changes-mind says another value at the first reading back, and means it from then on', async () => {
    const habits = [{ habit: 'changes-mind', field: 'day', to: ['wednesday'] }];
    const moved = READ_BACK.replace('Tuesday, November twenty fourth', 'Wednesday, November twenty fifth');
    const deeds = await hearing(
      { habits },
      { agent: READ_BACK, expect: GOAL },
      { agent: moved, expect: GOAL },
    );
    expect(deeds).toEqual([says('actually wednesday'), says("yes that's right")]);
  });
});

describe('a run of a simulated caller', () => {
  const WORLD = { expect: { world: { booked: [{ start: '2026-11-24T15:00' }] } } };
  const persona = aScenario({ ...WORLD, caller: aPersona().caller });

  it('is the same for the same seed', async () => {
    const { ms: _one, ...first } = await playRun(textStage(), casting(persona), 1, 5);
    const { ms: _other, ...second } = await playRun(textStage(), casting(persona), 1, 5);
    expect(first).toEqual(second);
    expect(first.verdict).toBe('passed');
  });

  it('is dropped when the caller said what its facts do not allow', async () => {
    const text = textStage();
    const fibbing: Stage = {
      ...text,
      play: (cast, caller, seed) =>
        text.play(
          cast,
          {
            next: async (heard) => {
              const deed = await caller.next(heard);
              const asked = heard.expect.kind === 'digits';
              return asked ? { does: 'says', text: '206 555 0199' } : deed;
            },
          },
          seed,
        ),
    };
    const result = await playRun(fibbing, casting(persona), 1, 5);
    expect(result).toMatchObject({
      verdict: 'dropped',
      slips: [{ field: 'phone', value: '+12065550199' }],
    });
  });
});
