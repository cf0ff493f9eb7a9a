import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContactFlow } from '../../../local/telephone/flow/contact-flow.ts';
import type { FlowEffect, FlowResult } from '../../../local/telephone/flow/effect.ts';
import { FlowProblem } from '../../../local/telephone/flow/flow-problem.ts';
import { fillReferences } from '../../../local/telephone/flow/references.ts';
import { beginFlow, resumeFlow } from '../../../local/telephone/flow/stepper.ts';
import { aContact, aFlow, flowContent, HANG_UP, saying, type WrittenAction } from '../../builders/a-flow.ts';

const DONE: FlowResult = { type: 'done' };

/** Plays a flow with the results of its effects; gives the effects in order and how it ended. */
function play(actions: Record<string, WrittenAction>, results: readonly FlowResult[], contact = aContact()) {
  const effects: FlowEffect[] = [];
  let step = beginFlow(aFlow(actions), contact);
  const blocks = [...step.entered];
  for (const result of [...results, ...Array<FlowResult>(20).fill(DONE)]) {
    if (step.effect === undefined) break;
    effects.push(step.effect);
    step = resumeFlow(step.run, result);
    blocks.push(...step.entered);
  }
  const said = effects.flatMap((effect) => (effect.type === 'speak' ? [effect.speech.text] : []));
  return {
    effects,
    said,
    ended: step.ended,
    contact: step.run.contact,
    blocks: blocks.map((each) => each.identifier),
  };
}

describe('a flow as it is read', () => {
  it('refuses an action that the telephone does not know, by its name', () => {
    expect(() => aFlow({ odd: { type: 'CreateCase', next: 'bye' }, bye: HANG_UP })).toThrow(
      'CreateCase (odd)',
    );
  });

  it('refuses a transition to an action that is not there', () => {
    expect(() => aFlow({ hello: saying('hello', 'nowhere') })).toThrow('from hello to nowhere');
  });

  it('refuses two actions of one identifier', () => {
    const one = JSON.parse(flowContent({ bye: HANG_UP }));
    const twice = JSON.stringify({ ...one, Actions: [...one.Actions, ...one.Actions] });
    expect(() => beginFlow(aFlow({ bye: HANG_UP }), aContact())).not.toThrow();
    expect(() => readTwice(twice)).toThrow('two actions of one identifier');
  });

  it.each(['a%b', 'a:b', 'a(b', 'a/b', 'a=b', 'a$b', 'a,b', 'a;b', 'a[b', 'a{b', 'a'.repeat(51)])(
    'refuses the identifier %s',
    (identifier) => {
      expect(() => aFlow({ [identifier]: HANG_UP })).toThrow(FlowProblem);
    },
  );

  it('refuses a flow of more than 51,200 bytes', () => {
    expect(() => aFlow({ long: saying('x'.repeat(51_200)), bye: HANG_UP })).toThrow('at most 51200');
  });

  it('refuses what is not JSON', () => {
    expect(() => readTwice('{')).toThrow('is not JSON');
  });

  it('refuses parameters that Connect refuses, by the name of the action', () => {
    const flow = aFlow({
      wait: { type: 'Wait', parameters: { TimeoutSeconds: '0' }, next: 'bye' },
      bye: HANG_UP,
    });
    expect(() => beginFlow(flow, aContact())).toThrow('Wait has parameters');
  });
});

function readTwice(content: string) {
  return readContactFlow('a flow', content, () => true);
}

describe('branches', () => {
  const byIntent = (when: Record<string, string>): Record<string, WrittenAction> => ({
    talk: {
      type: 'ConnectParticipantWithLexBot',
      parameters: { Text: 'Hello.', LexV2Bot: { AliasArn: 'arn:bot' } },
      when,
      errors: { InputTimeLimitExceeded: 'late', NoMatchingError: 'failed', NoMatchingCondition: 'other' },
    },
    yes: saying('by intent'),
    other: saying('no condition'),
    late: saying('too late'),
    failed: saying('an error'),
    bye: HANG_UP,
  });
  const closed = (intentName: string): FlowResult => ({
    type: 'bot-closed',
    outcome: { intentName, slots: {}, sessionAttributes: {} },
  });

  it('an intent with a condition takes it', () => {
    expect(play(byIntent({ Yes: 'yes' }), [closed('Yes')]).said).toEqual(['by intent']);
  });

  it('an intent without a condition takes NoMatchingCondition', () => {
    expect(play(byIntent({ Yes: 'yes' }), [closed('FallbackIntent')]).said).toEqual(['no condition']);
  });

  it('an error takes its own branch, and NoMatchingError where it has none', () => {
    const late: FlowResult = { type: 'failed', error: 'InputTimeLimitExceeded' };
    const capacity: FlowResult = { type: 'failed', error: 'QueueAtCapacity' };
    expect(play(byIntent({}), [late]).said).toEqual(['too late']);
    expect(play(byIntent({}), [capacity]).said).toEqual(['an error']);
  });

  it('an error without any branch ends the contact', () => {
    const flow = { hello: { ...saying('hello'), errors: {} }, bye: HANG_UP };
    expect(play(flow, [{ type: 'failed', error: 'NoMatchingError' }]).ended).toBe('no-way-on');
  });

  /** What is said after a value of the contact was compared with this operand. */
  const compared = (value: string, operator: string, operand: string) => {
    const flow: Record<string, WrittenAction> = {
      compare: {
        type: 'Compare',
        parameters: { ComparisonValue: value },
        operator,
        when: { [operand]: 'met' },
        errors: { NoMatchingCondition: 'unmet' },
      },
      met: saying('met'),
      unmet: saying('unmet'),
      bye: HANG_UP,
    };
    return play(flow, [], aContact({ attributes: { need: 'book' }, external: { count: 5 } })).said;
  };

  it.each([
    ['TextStartsWith', 'boo', true],
    ['TextEndsWith', 'ok', true],
    ['TextContains', 'oo', true],
    ['TextContains', 'x', false],
    ['NumberGreaterThan', '1', false],
  ])('compares by %s', (operator, operand, meets) => {
    expect(compared('$.Attributes.need', operator, operand)).toEqual([meets ? 'met' : 'unmet']);
  });

  it.each([
    ['NumberGreaterThan', '4', true],
    ['NumberGreaterOrEqualTo', '5', true],
    ['NumberLessThan', '5', false],
    ['NumberLessOrEqualTo', '5', true],
  ])('compares the number 5 by %s %s', (operator, operand, meets) => {
    expect(compared('$.External.count', operator, operand)).toEqual([meets ? 'met' : 'unmet']);
  });

  it('a loop goes round as often as it says, and anew when it is come to again', () => {
    const flow: Record<string, WrittenAction> = {
      again: {
        type: 'Loop',
        parameters: { LoopCount: '2' },
        when: { ContinueLooping: 'round', DoneLooping: 'once' },
      },
      round: saying('round', 'again'),
      once: {
        type: 'Loop',
        parameters: { LoopCount: '1' },
        when: { ContinueLooping: 'again', DoneLooping: 'bye' },
      },
      bye: HANG_UP,
    };
    expect(play(flow, []).said).toEqual(['round', 'round', 'round', 'round']);
  });

  it('a flow that runs in a circle without taking time is stopped', () => {
    const flow = aFlow({ a: { type: 'UpdateFlowLoggingBehavior', next: 'a' } });
    expect(() => beginFlow(flow, aContact())).toThrow('in a circle');
  });
});

describe('what actions change', () => {
  it('sets attributes, voice, language and queue, and refers to them later', () => {
    const { said, contact } = play(
      {
        set: {
          type: 'UpdateContactAttributes',
          parameters: { Attributes: { need: 'a cleaning' }, TargetContact: 'Current' },
          next: 'voice',
        },
        voice: {
          type: 'UpdateContactTextToSpeechVoice',
          parameters: { TextToSpeechVoice: 'Lupe', TextToSpeechEngine: 'Neural' },
          next: 'language',
        },
        language: { type: 'UpdateContactData', parameters: { LanguageCode: 'es-US' }, next: 'queue' },
        queue: {
          type: 'UpdateContactTargetQueue',
          parameters: { QueueId: 'arn:aws:connect:x/queue/desk' },
          next: 'say',
        },
        say: saying('You want $.Attributes.need, from $.CustomerEndpoint.Address, in $.Queue.Name.'),
        bye: HANG_UP,
      },
      [],
    );
    expect(said).toEqual(['You want a cleaning, from +12065550123, in desk.']);
    expect(contact).toMatchObject({ languageCode: 'es-US', voice: { name: 'Lupe', engine: 'neural' } });
  });

  it('takes the error branch when the attributes grow beyond 32 KB', () => {
    const { said } = play(
      {
        set: {
          type: 'UpdateContactAttributes',
          parameters: { Attributes: { big: 'x'.repeat(32 * 1024) } },
          next: 'fine',
          errors: { NoMatchingError: 'toobig' },
        },
        fine: saying('fine'),
        toobig: saying('too big'),
        bye: HANG_UP,
      },
      [],
    );
    expect(said).toEqual(['too big']);
  });

  it.each([
    ['flat texts', { a: 'b' }, 'fine'],
    ['a list', { a: ['b'] }, 'failed'],
    ['no object', 'b', 'failed'],
    ['more than 32 KB', { a: 'x'.repeat(33_000) }, 'failed'],
  ])('a function that answers %s for a STRING_MAP', (_what, payload, branch) => {
    const { said, contact } = play(
      {
        ask: {
          type: 'InvokeLambdaFunction',
          parameters: {
            LambdaFunctionARN: 'arn:f',
            InvocationTimeLimitSeconds: '8',
            ResponseValidation: { ResponseType: 'STRING_MAP' },
          },
          next: 'fine',
          errors: { NoMatchingError: 'failed' },
        },
        fine: saying('fine'),
        failed: saying('failed'),
        bye: HANG_UP,
      },
      [{ type: 'invoked', payload }],
    );
    expect(said).toEqual([branch]);
    if (branch === 'fine') expect(contact.external).toEqual(payload);
  });

  it('stores keys, and refuses what is no telephone number', () => {
    const flow: Record<string, WrittenAction> = {
      keys: {
        type: 'GetParticipantInput',
        parameters: {
          Text: 'Your number?',
          InputTimeLimitSeconds: '5',
          StoreInput: 'True',
          InputValidation: { PhoneNumberValidation: { NumberFormat: 'Local', CountryCode: 'US' } },
        },
        next: 'said',
        errors: { InvalidPhoneNumber: 'wrong', NoMatchingError: 'wrong' },
      },
      said: saying('$.StoredCustomerInput'),
      wrong: saying('wrong'),
      bye: HANG_UP,
    };
    expect(play(flow, [{ type: 'keyed', keys: '2065550123' }]).said).toEqual(['2065550123']);
    expect(play(flow, [{ type: 'keyed', keys: '12' }]).said).toEqual(['wrong']);
  });

  it('goes by the one key of a menu', () => {
    const flow: Record<string, WrittenAction> = {
      menu: {
        type: 'GetParticipantInput',
        parameters: { Text: 'Press 1.', InputTimeLimitSeconds: '5', StoreInput: 'False' },
        when: { '1': 'one' },
        errors: { NoMatchingCondition: 'other', InputTimeLimitExceeded: 'late', NoMatchingError: 'other' },
      },
      one: saying('one'),
      other: saying('other'),
      late: saying('late'),
      bye: HANG_UP,
    };
    expect(play(flow, [{ type: 'keyed', keys: '1' }]).said).toEqual(['one']);
    expect(play(flow, [{ type: 'keyed', keys: '*' }]).said).toEqual(['other']);
    expect(play(flow, [{ type: 'failed', error: 'InputTimeLimitExceeded' }]).said).toEqual(['late']);
  });

  it('a transfer without a queue is an error', () => {
    const flow: Record<string, WrittenAction> = {
      transfer: {
        type: 'TransferContactToQueue',
        errors: { NoMatchingError: 'failed', QueueAtCapacity: 'failed' },
      },
      failed: saying('failed'),
      bye: HANG_UP,
    };
    expect(play(flow, []).said).toEqual(['failed']);
  });
});

describe('references', () => {
  it.each([
    ['$.Attributes.need', 'book'],
    ["$.Attributes['x-amz-lex:a:b']", 'odd'],
    ['$.Lex.SessionAttributes.route', 'transfer'],
    ['$.Lex.SentimentResponse.Scores.Negative', '0.5'],
    ['$.Lex.IntentName', 'Yes'],
    ['$.External.list.first', '1'],
    ['$.Attributes.missing', ''],
    ['$.StoredCustomerInput', ''],
  ])('%s is "%s"', (reference, value) => {
    const contact = aContact({
      attributes: { need: 'book', 'x-amz-lex:a:b': 'odd' },
      external: { list: { first: 1 } },
      bot: {
        intentName: 'Yes',
        slots: {},
        sessionAttributes: { route: 'transfer' },
        sentiment: { Positive: 0, Negative: 0.5, Neutral: 0.5, Mixed: 0 },
      },
    });
    expect(fillReferences({ deep: [reference] }, contact)).toEqual({ deep: [value] });
  });

  it('a reference to what no contact has is a mistake in the flow', () => {
    expect(() => fillReferences('$.Atributes.need', aContact())).toThrow(
      '$.Atributes.need refers to nothing',
    );
  });

  it('a text without references stays as it is', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('$.')),
        (text) => {
          expect(fillReferences(text, aContact())).toBe(text);
        },
      ),
    );
  });

  it("an attribute's value is not read for references again", () => {
    const contact = aContact({ attributes: { need: '$.ContactId' } });
    expect(fillReferences('$.Attributes.need', contact)).toBe('$.ContactId');
  });
});
