import { describe, expect, test } from 'vitest';
import { aTalk, deeds } from '../../builders/a-talk.ts';

describe('a caller in danger', () => {
  test.each([
    ["I can't breathe"],
    ["my face is swollen and I can't breathe"],
    ["I'm bleeding a lot and it won't stop"],
    ['help, my throat is closing'],
    ['i think i am having trouble breathing'],
  ])('is told to hang up and dial nine one one: "%s"', async (words) => {
    const talk = await aTalk();
    expect(await talk.say(words)).toContain('hang up now and dial nine one one');
  });

  test('is told so in the middle of booking too', async () => {
    const talk = await aTalk();
    await talk.say('a checkup');
    expect(await talk.say("wait i can't breathe")).toContain('dial nine one one');
  });

  test.each([['no puedo respirar'], ['tengo la cara hinchada y no puedo respirar']])(
    'is told so in Spanish: "%s"',
    async (words) => {
      const talk = await aTalk();
      await talk.say('¿Habla español?');
      expect(await talk.say(words)).toContain('llame al nueve uno uno');
    },
  );

  test('who is only swollen is put through as before', async () => {
    const talk = await aTalk();
    await talk.say('my face is swollen');
    expect(deeds(talk)).toEqual(['transfer']);
  });
});
