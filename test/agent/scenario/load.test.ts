import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../agent/scenario/load.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';

const TEXT = `schema: parley/scenario/v1
id: a-booking
title: A caller books
trouble: false
levels: [text]
caller:
  kind: persona
  goal: book
  opens: i'd like an appointment
  facts:
    reason: [a checkup]
    day: [tuesday]
  temper: patient
  habits:
    - habit: asks
      question: do you have parking
      whenAskedFor: day
world:
  now: 2026-11-23T10:00
  calendar:
    appointments:
      - id: mine
        start: 2026-12-01T09:00
        resource: chair-1
        name: Maria Lopez
        phone: "+12065550122"
        reason: checkup
expect:
  world:
    cancelled: [mine]
  ends: [agent-hung-up]
  reached: [book]
`;

const { source } = dentalPlaybook();

/** What is wrong with the text once these parts of it are replaced. */
function problemsWith(...replacements: [from: string, to: string][]): string[] {
  const text = replacements.reduce((changed, [from, to]) => {
    expect(changed).toContain(from);
    return changed.replace(from, to);
  }, TEXT);
  const loaded = loadScenario(text, 'a-booking.yaml', source);
  return loaded.ok ? [] : loaded.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('a scenario', () => {
  it('that is right is read', () => {
    expect(problemsWith()).toEqual([]);
  });

  it.each<[string, [string, string][], string[]]>([
    ['a misspelled key', [['temper:', 'tempre:']], ['13:3 unknown key "tempre"; did you mean "temper"?']],
    ['a key that nothing is like', [['trouble: false', 'trouble: false\nzzz: 1']], ['5:1 unknown key "zzz"']],
    [
      'a goal that is not there',
      [['goal: book', 'goal: bok']],
      ['8:9 there is no goal "bok"; did you mean "book"?'],
    ],
    ['a field that is not there', [['    day: [tues', '    dai: [tues']], ['12:5 there is no field "dai"']],
    [
      'a field that a habit waits for in vain',
      [['whenAskedFor: day', 'whenAskedFor: colour']],
      ['17:21 there is no field "colour"'],
    ],
    ['a resource that is not there', [['chair-1', 'chair-9']], ['24:19 there is no resource "chair-9"']],
    [
      'a resource that is not there and yet full',
      [
        [
          '    appointments:',
          '    full: [{ day: 2026-12-01, from: "09:00", to: "10:00", resources: [chair-1, sofa] }]\n    appointments:',
        ],
      ],
      ['21:80 there is no resource "sofa"; there is "chair-1" and "chair-2"'],
    ],
    [
      'an appointment that nobody has',
      [['cancelled: [mine]', 'cancelled: [yours]']],
      ['30:17 there is no appointment of the world "yours"'],
    ],
    [
      'a time that is none',
      [['    start: 2026-12-01T09:00', '    start: tomorrow']],
      ['23:16 "tomorrow" should be'],
    ],
    [
      'a kind of caller that is none',
      [['kind: persona', 'kind: robot']],
      ['7:9 "robot" is not a possible kind'],
    ],
    ['a missing part', [['  ends: [agent-hung-up]\n', '']], ['missing key "ends" in expect']],
    ['a tab', [['  kind', '\tkind']], ['a tab cannot indent']],
  ])('with %s says where and what would be right', (_what, replacements, expected) => {
    const problems = problemsWith(...replacements);
    expect(problems).toHaveLength(expected.length);
    for (const [index, problem] of expected.entries()) expect(problems[index]).toContain(problem);
  });

  it('with a variable that its playbook does not take says which there are', () => {
    expect(
      problemsWith(['  temper: patient', '  temper: patient\n  variables: { campaign: spring, tier: gold }']),
    ).toEqual(['14:34 the playbook has no variable "tier" with from: call; there are campaign']);
  });

  it('lists everything that is wrong in one run, in the order of the file', () => {
    const problems = problemsWith(
      ['temper: patient', 'temper: angry'],
      ['trouble: false', 'trouble: no'],
      ['levels: [text]', 'levels: [txt]'],
    );
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['4', '5', '13']);
  });

  it('whose scripted turn does two things or none is refused', () => {
    const [start] = TEXT.split('caller:');
    const rest = TEXT.slice(TEXT.indexOf('world:\n'));
    const caller =
      'caller:\n  kind: scripted\n  turns:\n    - say: hi\n      keys: "1"\n    - interruptsAfterWords: 2\n';
    const loaded = loadScenario(`${start}${caller}${rest}`, 'a-booking.yaml', source);
    const messages = loaded.ok ? [] : loaded.problems.map(({ message }) => message);
    expect(messages).toEqual([
      '"say" and "keys" in one turn; give each a turn of its own',
      'the caller does nothing here; write one of say, keys, silentSeconds, hangUp',
    ]);
  });
});
