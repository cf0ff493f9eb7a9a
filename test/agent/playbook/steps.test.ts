import { describe, expect, it } from 'vitest';
import { complaints } from '../../builders/playbook-text.ts';
import { steppedWith } from '../../builders/stepped-text.ts';

/** What the check says of the text with one change, without the place. */
const told = (...changes: [find: string, replacement: string][]) =>
  complaints(steppedWith(...changes)).map((line) => line.split('  ').slice(1).join('  '));

describe('the check of goals with steps', () => {
  it('has nothing to say of one that is right', () => {
    expect(complaints(steppedWith())).toEqual([]);
  });

  it('knows a step in which the ways part and nothing else happens', () => {
    const parting = ['{ when: { variable: price, atMost: 50 }, go: cheap }', '{ go: who }'];
    const steps = `      parted:\n        next:\n${parting.map((way) => `          - ${way}\n`).join('')}      cheap:`;
    expect(told(['next: priced', 'next: parted'], ['      cheap:', steps])).toEqual([
      expect.stringContaining('goals.advise.steps.priced is never reached'),
      expect.stringContaining('goals.advise.steps.person is never reached'),
    ]);
  });

  it('names file, line and column', () => {
    expect(complaints(steppedWith(['next: priced', 'next: prized']))[0]).toMatch(
      /^playbook\.yaml:\d+:15 {2}goals\.advise has no step "prized"; did you mean "priced"\?$/,
    );
  });

  it.each<[string, [string, string], string | RegExp]>([
    ['a start that is no step', ['start: what', 'start: wat'], /has no step "wat"; did you mean "what"\?/],
    ['a branch to no step', ['go: cheap', 'go: chaep'], /has no step "chaep"; did you mean "cheap"\?/],
    ['a way for failures to no step', ['failed: person', 'failed: nobody'], /has no step "nobody"/],
    [
      'a list of branches without an open one',
      ['          - go: who\n', ''],
      'it can be that no branch of goals.advise.steps.priced.next is open; end it with one that has no when: { go: step }',
    ],
    [
      'a branch after the open one',
      ['          - go: who\n', '          - go: who\n          - go: summary\n'],
      'this branch is never taken: branch 2 before it has no when; put that one last',
    ],
    [
      'a step that leads nowhere',
      [
        '        say: { en-US: That is cheap. }\n        next: who\n',
        '        say: { en-US: That is cheap. }\n',
      ],
      'goals.advise.steps.cheap leads nowhere: add next, or end the goal here with done or handover',
    ],
    [
      'a step that is never reached',
      ['failed: person', 'failed: who'],
      'goals.advise.steps.person is never reached: no start, next or failed leads to it; lead to it, or take it out',
    ],
    [
      'a condition on no variable',
      ['variable: price, atMost', 'variable: prize, atMost'],
      'there is no variable "prize"; did you mean "price"?',
    ],
    [
      'a condition on no field',
      ['{ variable: price, atMost: 50 }', '{ field: raeson, is: cut }'],
      'there is no field "raeson"; did you mean "reason"?',
    ],
    [
      'a value that a choice does not have',
      ['{ variable: price, atMost: 50 }', '{ field: reason, is: cutt }'],
      '"reason" is never "cutt"; did you mean "cut"?',
    ],
    [
      'a condition on a field that is asked for later',
      ['{ variable: price, atMost: 50 }', '{ field: phone }'],
      'no step before asks for "phone", so this never holds; collect it first',
    ],
    [
      'a condition on a tool that did not run',
      ['{ variable: price, atMost: 50 }', '{ tool: prised, outcome: ok }'],
      'no step before runs "prised"; did you mean "priced"?',
    ],
    [
      'an outcome that no tool has',
      ['{ variable: price, atMost: 50 }', '{ tool: get_price, outcome: faild }'],
      'no tool comes out as "faild"; did you mean "failed"?',
    ],
    [
      'a limit on a text',
      ['type: number, from: tool', 'type: text, from: tool'],
      '"price" is a text and has no atMost; use is or isNot, or a variable of type number',
    ],
    [
      'a flow that there is not',
      ['flow: contact', 'flow: contacts'],
      /no flow "contacts"; did you mean "contact"/,
    ],
    [
      'a flow that uses itself',
      ['        collect: [phone]\n', '        flow: contact\n'],
      'flows.contact uses itself (contact uses contact) and never comes back; take one of these steps out',
    ],
    [
      'a flow that reaches the goal',
      ['        collect: [phone]\n', '        done: { en-US: Bye. }\n'],
      'a flow goes back to the goal that uses it and cannot reach it; put done into a step of the goal',
    ],
    [
      'a circle in which nothing is forgotten',
      [
        '        say: { en-US: That is cheap. }\n        next: who\n',
        '        say: { en-US: That is cheap. }\n        next: what\n',
      ],
      /^the steps "what", "priced" and "cheap" go round in a circle that cannot end; lead out of it, or put a step with forget/,
    ],
    [
      'a circle that forgets what it does not ask for',
      [
        '        say: { en-US: That is cheap. }\n        next: who\n',
        '        forget: [day]\n        next: what\n',
      ],
      'the circle through goals.advise.steps.cheap asks for nothing that it forgets and cannot end; forget "reason"',
    ],
    [
      'a field that there is not',
      ['        collect: [phone]\n', '        collect: [phon]\n'],
      /no field "phon"; did you mean "phone"/,
    ],
    [
      'a tool that there is not',
      ['tool: get_price', 'tool: get_prices'],
      /"get_prices" is not a possible tool; did you mean "get_price"\?/,
    ],
    [
      'a tool that steps have a form of their own for',
      ['tool: get_price', 'tool: transfer_to_person'],
      'transfer_to_person is no tool for a step; write handover: why instead',
    ],
    [
      'an input that misses a key',
      ['service: { field: reason }, ', ''],
      /^get_price needs "service"; add service:/,
    ],
    [
      'an input with a key too many',
      ['urgent: false', 'urgant: false'],
      'get_price takes no "urgant"; did you mean "urgent"?',
    ],
    [
      'an input of the wrong type',
      ['urgent: false', 'urgent: soon'],
      'get_price wants "urgent" as boolean, and this is string',
    ],
    [
      'an input made of no field',
      ['{ field: reason }, urgent', '{ field: season }, urgent'],
      /no field "season"; did you mean "reason"/,
    ],
    [
      'an input made of a field that is asked for later',
      ['{ field: reason }, urgent', '{ field: name }, urgent'],
      'not every way here has asked for "name"; collect it before, or take it out',
    ],
    [
      'no input where one is needed',
      ['        input: { service: { field: reason }, urgent: false }\n', ''],
      /^get_price needs service; add input:/,
    ],
    [
      'a missing translation',
      [
        'handover: The price could not be told.',
        'say: { es-US: Lo siento. }\n        handover: The price could not be told.',
      ],
      /has no translation to en-US/,
    ],
    [
      'a text with a field that may not be known',
      ['That is cheap.', '"That is cheap, {name}."'],
      /nothing is known as \{name\} in goals\.advise\.steps\.cheap\.say/,
    ],
    [
      'a text with a variable that may not be known',
      ['That is cheap.', '"{price} is cheap."'],
      'a text says {price}, which may not be known by then; add whenUnknown, what is said in its place',
    ],
    [
      'a variable with the name of a built-in one',
      [
        '  nickname:\n',
        '  caller:\n    description: Another.\n    type: text\n    from: call\n  nickname:\n',
      ],
      '"caller" is there in every playbook; take it out, or call it something else',
    ],
    [
      'a misspelled kind of step',
      ['collect: [reason]\n        next: priced', 'colect: [reason]\n        next: priced'],
      'unknown key "colect"; did you mean "collect"?',
    ],
  ])('finds %s', (_, change, message) => {
    const found = told(change);
    if (typeof message === 'string') expect(found).toContain(message);
    else expect(found.filter((line) => message.test(line))).toHaveLength(1);
  });

  it('tells each mistake once, however many goals use the flow', () => {
    const twice: [string, string] = [
      '        next: summary\n',
      '        next: again\n      again:\n        flow: contact\n        next: summary\n',
    ];
    expect(told(twice)).toEqual([]);
    expect(
      told(twice, ['        collect: [phone]\n', '        collect: [phon]\n']).filter((line) =>
        line.includes('phon"'),
      ),
    ).toHaveLength(1);
  });
});
