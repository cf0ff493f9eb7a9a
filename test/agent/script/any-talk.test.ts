import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aTalk } from '../../builders/a-talk.ts';

/** Things callers say, in any order and however little they fit. */
const UTTERANCES = [
  "i'd like to book an appointment",
  'a cleaning',
  'cancel my appointment',
  'move my appointment',
  'tuesday',
  'no friday instead',
  'december first at three',
  'yesterday',
  'three thirty',
  'in the afternoon',
  'the first one',
  'neither',
  'maria lopez',
  "it's lopes with an s",
  '206 555 0122',
  '206 555',
  'yes',
  'yes',
  'no',
  'no the phone number',
  'do you have parking',
  'say that again',
  'hold on',
  'never mind',
  'thank you',
  'blah gorp',
  '',
  'a checkup tomorrow at nine for maria lopez',
];

test('whatever the caller says, the agent answers, and books only after its reading back got a yes', async () => {
  const script = fc.array(fc.constantFrom(...UTTERANCES), { minLength: 1, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(script, async (utterances) => {
      const talk = await aTalk();
      for (const words of utterances) {
        const before = { expected: talk.state().expect, calendar: talk.calendar.appointments() };
        const said = await talk.say(words);
        const where = talk.transcript();
        expect(said, where).not.toBe('');
        expect(talk.answer().at(-1), where).toMatchObject({ type: 'done', fellBack: [], model: 'script' });
        const changed = JSON.stringify(before.calendar) !== JSON.stringify(talk.calendar.appointments());
        if (changed) {
          expect(before.expected, where).toEqual({ kind: 'yes-no', confirms: 'goal' });
          expect(words, where).toBe('yes');
        }
        if (['transferring', 'wrapping-up'].includes(talk.state().status)) return;
      }
    }),
    { numRuns: 150 },
  );
});
