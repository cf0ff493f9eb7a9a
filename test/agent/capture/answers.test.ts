import { describe, expect, test } from 'vitest';
import { understood } from '../../builders/an-utterance.ts';

describe('yes and no', () => {
  const asked = { expect: { kind: 'yes-no', confirms: 'goal' } } as const;

  test.each([
    ['yes'],
    ['Yeah, that’s right.'],
    ['yep'],
    ['sure'],
    ['correct'],
    ['please do'],
    ['yes please'],
    ['uh-huh'],
    ['that works'],
    ['um yes'],
    ['okay'],
    ['perfect thanks'],
    ["that's it"],
    ['i think that is correct'],
    ['go ahead'],
  ])('"%s" is a yes', (text) => {
    expect(understood(text, asked).answer).toBe('yes');
  });

  test.each([
    ['no'],
    ['Nope.'],
    ["no that's wrong"],
    ['not really'],
    ["that's not right"],
    ["oh no it isn't"],
    ["i don't think so"],
    ['okay no'],
    ["that's wrong"],
    ['no thanks'],
    ["it's not"],
  ])('"%s" is a no', (text) => {
    expect(understood(text, asked).answer).toBe('no');
  });

  test.each([['maybe'], ["i don't know"], ['no problem'], ['not sure'], ['what'], ['hmm']])(
    '"%s" is neither',
    (text) => {
      expect(understood(text, asked).answer).toBeUndefined();
    },
  );

  test('"that’s all" is a no once nothing is being done', () => {
    const anythingElse = { goal: null, expect: { kind: 'yes-no', confirms: 'anything-else' } } as const;
    expect(understood("no that's all thank you", anythingElse)).toMatchObject({
      answer: 'no',
      intent: 'thanks',
    });
    expect(understood("that's it", anythingElse).answer).toBe('no');
    expect(understood("i'm good", anythingElse).answer).toBe('no');
  });
});

describe('a set phrase', () => {
  test.each([
    ['can i speak to a person', 'person'],
    ['let me talk to somebody', 'person'],
    ['Operator!', 'person'],
    ['i want a real person please', 'person'],
    ['my face is swollen', 'person'],
    ['goodbye', 'goodbye'],
    ['okay thanks bye', 'goodbye'],
    ['say that again', 'repeat'],
    ["sorry i didn't catch that", 'repeat'],
    ['could you repeat that please', 'repeat'],
    ['what', 'repeat'],
    ['sorry?', 'repeat'],
    ['what did you just say', 'repeat'],
    ['what was the question again', 'repeat'],
    ['hold on', 'wait'],
    ['one moment please', 'wait'],
    ['never mind', 'cancel-that'],
    ['forget it', 'cancel-that'],
    ['thank you so much', 'thanks'],
  ])('"%s" is %s', (text, intent) => {
    expect(understood(text).intent).toBe(intent);
  });

  test.each([
    ['tuesday please'],
    ['maria lopez'],
    ['i need to cancel my appointment'],
    ['yes'],
    ['the agent said three'],
    ['sorry, tuesday'],
    ['what do you charge'],
  ])('is not heard in "%s"', (text) => {
    expect(understood(text).intent).toBeUndefined();
  });
});
