import { describe, expect, it } from 'vitest';
import { complaints, playbookWith } from '../../builders/playbook-text.ts';

describe('of a text that is not good YAML', () => {
  const examples: [what: string, find: string, replacement: string, told: string][] = [
    [
      'a duplicate key is named with the line of the first',
      'company: Corner Salon',
      'company: Corner Salon\ncompany: Other',
      '4:1  key "company" is written twice in the same group (first in line 3); keep one',
    ],
    ['a tab is named', '  name: Sam', '\tname: Sam', '5:1  a tab cannot indent; use spaces'],
    [
      'an indent out of line is named',
      '  role: the receptionist',
      ' role: the receptionist',
      '6:1  this line is indented by 1 space, the others of its group by 2; indent keys that belong together by the same number of spaces',
    ],
    [
      'a colon inside a text is named',
      'company: Corner Salon',
      'company: Salon: Corner',
      '3:10  this cannot be read as "key: value"; check the indentation here and in the next line, and put a text that has a colon in it into quotes',
    ],
    [
      'a text that begins with a placeholder and has no quotes is named',
      'help: { en-US: I can book or cancel a visit. }',
      'help:\n    en-US: {company} can help.',
      '104:22  this does not belong here; put a text that begins with {, [ or a quote into quotes as a whole',
    ],
    [
      'a quote that is not closed is named',
      'to: "+13125550142"',
      'to: "+13125550142',
      '96:20  a text that begins with " is not closed before this; add the closing "',
    ],
    [
      'a character that cannot begin a text is named',
      'name: Sam',
      'name: @Sam',
      '5:9  a text cannot begin with this character; put it into quotes',
    ],
    [
      'a text that begins with an asterisk is named',
      'name: Sam',
      'name: *Sam',
      '5:9  nothing is named "&Sam" above; put text that begins with * in quotes',
    ],
    [
      'a second document is named',
      'goals:',
      '---\ngoals:',
      '61:1  a second document begins here; a file holds one playbook, so take out the line ---',
    ],
  ];

  it.each(examples)('%s', (_, find, replacement, told) => {
    expect(complaints(playbookWith([find, replacement]))).toEqual([`playbook.yaml:${told}`]);
  });

  it('the rest is checked all the same when tabs or duplicates leave no doubt what is meant', () => {
    const text = playbookWith(
      ['  name: Sam', '\tname: Sam'],
      ['  turns: 100', '  turns: 100\n  turns: 200'],
      ['collect: [phone]', 'collect: [phon]'],
    );
    expect(complaints(text)).toEqual([
      'playbook.yaml:5:1  a tab cannot indent; use spaces',
      'playbook.yaml:75:15  there is no field "phon"; did you mean "phone"?',
      'playbook.yaml:127:3  key "turns" is written twice in the same group (first in line 126); keep one',
    ]);
  });

  it('of a key that is written twice the first is checked, in its own line', () => {
    const text = playbookWith([
      '  role: the receptionist',
      '  role: the receptionist\n  rate: 3\nagent:\n  name: Other',
    ]);
    expect(complaints(text)).toEqual([
      'playbook.yaml:7:3  unknown key "rate"; agent can have name, role',
      'playbook.yaml:8:1  key "agent" is written twice in the same group (first in line 4); keep one',
    ]);
  });

  it('the first key of a group out of line is one problem, at its own line, and the rest is checked', () => {
    const text = playbookWith(
      ['company:', 'compny:'],
      ['  slotMinutes: 30', '   slotMinutes: 3O'],
      ['collect: [phone]', 'collect: [phon]'],
    );
    expect(complaints(text)).toEqual([
      'playbook.yaml:3:1  unknown key "compny"; did you mean "company"?',
      expect.stringContaining(
        'playbook.yaml:23:1  this line is indented by 3 spaces, the others of its group by 2',
      ),
      'playbook.yaml:23:17  calendar.slotMinutes should be a whole number, not "3O"',
      expect.stringContaining('playbook.yaml:75:15  there is no field "phon"'),
    ]);
  });

  it('several indents out of line are one problem each', () => {
    const text = playbookWith(['  name: Sam', '   name: Sam'], ['  slotMinutes: 30', '   slotMinutes: 30']);
    expect(complaints(text).map((line) => line.split('  ')[0])).toEqual([
      'playbook.yaml:6:1',
      'playbook.yaml:23:1',
    ]);
  });

  it('what stands before a broken line is checked, and nothing is called missing', () => {
    const text = playbookWith(['company:', 'compny:'], ['to: "+13125550142"', 'to: "+13125550142']);
    expect(complaints(text)).toEqual([
      'playbook.yaml:3:1  unknown key "compny"; did you mean "company"?',
      expect.stringContaining('playbook.yaml:96:20  a text that begins with " is not closed'),
    ]);
  });

  it.each(['', '# nothing but a comment', 'hello', '- a', '42', '{', '"', '&a [*a]'])(
    'the text %j is refused with one problem',
    (text) => {
      expect(complaints(text)).toHaveLength(1);
    },
  );

  it('a file that unfolds without end is refused', () => {
    const levels = Array.from({ length: 9 }, (_, n) => {
      const alias = n === 0 ? 'x' : `*a${n - 1}`;
      return `a${n}: &a${n} [${Array.from({ length: 9 }, () => alias).join(', ')}]`;
    });
    expect(complaints(levels.join('\n'))).toEqual([
      expect.stringContaining('playbook.yaml:1:1  this cannot be read: Excessive alias count'),
    ]);
  });
});
