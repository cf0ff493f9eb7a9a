import { describe, expect, test } from 'vitest';
import { known, understood } from '../../builders/an-utterance.ts';

const asked = { expect: { kind: 'name', field: 'name' } } as const;
const name = (text: string, moment: Parameters<typeof understood>[1] = asked) =>
  understood(text, moment).fields.name?.value;

describe('a name', () => {
  test.each([
    ['maria lopez', 'Maria Lopez'],
    ['Maria Lopez', 'Maria Lopez'],
    ['MARIA LOPEZ', 'Maria Lopez'],
    ['maria', 'Maria'],
    ['my name is maria lopez', 'Maria Lopez'],
    ["my name is Maria O'Brien", "Maria O'Brien"],
    ["my name is maria o'brien", "Maria O'Brien"],
    ['maria o brien', "Maria O'Brien"],
    ["it's Sean D'Arcy", "Sean D'Arcy"],
    ['its sean d arcy', "Sean D'Arcy"],
    ['Maria, M-A-R-I-A', 'Maria'],
    ['mario, m a r i a', 'Maria'],
    ['maria lopez l o p e s', 'Maria Lopes'],
    ['Jean-Luc Picard', 'Jean-Luc Picard'],
    ['jean-luc picard', 'Jean-Luc Picard'],
    ['ludwig van beethoven', 'Ludwig van Beethoven'],
    ['Vincent van Gogh', 'Vincent van Gogh'],
    ['maria de la cruz', 'Maria de la Cruz'],
    ['angus mcdonald', 'Angus McDonald'],
    ['this is maria lopez', 'Maria Lopez'],
    ['um maria lopez please', 'Maria Lopez'],
    ['yes it is maria lopez', 'Maria Lopez'],
    ["sure i'm maria lopez", 'Maria Lopez'],
    ['the name is Lopez', 'Lopez'],
    ['maria lopez and my number is 206 555 0122', 'Maria Lopez'],
    ['José Nuñez', 'José Nuñez'],
    ['Maria Lopez.', 'Maria Lopez'],
    ['first name maria last name lopez', 'Maria Lopez'],
    ['Jane Doe, J-A-N-E D-O-E', 'Jane Doe'],
    ['jane dough j a n e d o e', 'Jane Doe'],
    ['n a t e, last name s m i t h', 'Nate Smith'],
    ['november alpha tango echo last name sierra mike india tango hotel', 'Nate Smith'],
    ['m a r i a lopez', 'Maria Lopez'],
    ['m a r i a new word l o p e z', 'Maria Lopez'],
    ['k o w a l s k i, kowalski', 'Kowalski'],
    ['m a c capital d o n a l d', 'MacDonald'],
    ['jon without an h', 'Jon'],
    ['you can put it under maria lopez', 'Maria Lopez'],
  ])('that was asked for is heard in "%s"', (text, value) => {
    expect(name(text)).toBe(value);
  });

  test.each([
    ["hi this is Maria Lopez, I'd like to book a cleaning", 'Maria Lopez'],
    ["hi this is maria lopez i'd like to book a cleaning", 'Maria Lopez'],
    ['book a cleaning tomorrow my name is sean darcy', 'Sean Darcy'],
    ["Hello, my name's Ana", 'Ana'],
  ])('is heard although nobody asked: "%s"', (text, value) => {
    expect(name(text, {})).toBe(value);
  });

  test.each([
    ["i'm in pain"],
    ["it's about my bill"],
    ["i'm calling to book a cleaning"],
    ["I'm Calling About My Bill"],
    ['this is urgent'],
    ["it's on tuesday"],
    ['no tuesday'],
    ['yes that sounds good'],
  ])('is not heard in "%s"', (text) => {
    expect(name(text, {})).toBeUndefined();
  });

  test.each([
    ['what'],
    ["i don't know"],
    ['can you repeat that'],
    ['speak to a person'],
    ['how much is a cleaning'],
    ['three'],
  ])('that was asked for is not "%s"', (text) => {
    expect(name(text)).toBeUndefined();
  });
});

describe('a correction of the name', () => {
  const confirming = (value: string) => ({
    expect: { kind: 'yes-no', confirms: 'goal' } as const,
    fields: { name: known(value) },
  });

  test.each([
    ['Maria Lopes', "sorry, it's Lopez with a z", 'Maria Lopez'],
    ['Maria Lopes', "sorry it's lopes with a z", 'Maria Lopez'],
    ['Maria Lopes', 'no with a z', 'Maria Lopez'],
    ['Maria Lopez', "no it's mario", 'Mario Lopez'],
    ['Maria Lopez', 'no my name is anna smith', 'Anna Smith'],
    ['Erik Smith', "no, it's Erik with a c", 'Eric Smith'],
    ['Maria Lopez', "no it's smith", 'Smith'],
    ['John Smyth', 'no, the name is jon without an h', 'Jon Smyth'],
    ['Anne Lee', "no it's ann without an e", 'Ann Lee'],
    ['Phillip Ray', 'phillip without an l', 'Philip Ray'],
  ])('of %s: "%s"', (before, text, after) => {
    expect(name(text, confirming(before))).toBe(after);
  });

  test.each([
    ['yes'],
    ["yes that's right"],
    ["no that's wrong"],
    ['no the day is wrong'],
    ['no friday'],
    ['correct'],
    ['yes please submit it'],
    ['yes go on with it'],
  ])('is not heard in "%s"', (text) => {
    expect(name(text, confirming('Maria Lopez'))).toBeUndefined();
  });

  test.each([
    ['Bob', 'bob jones', 'Bob Jones'],
    ['Jones', 'bob jones', 'Bob Jones'],
    ['Kim Bark', 'p a r k', 'Kim Park'],
    ['Robert Mcdonald', 'm a c d o n a l d', 'Robert Macdonald'],
  ])('%s, while a number is waited for: "%s"', (before, text, after) => {
    const moment = { expect: { kind: 'digits', field: 'phone' } as const, fields: { name: known(before) } };
    expect(name(text, moment)).toBe(after);
  });

  test.each([['anna smith'], ['bob'], ['bob said you know it']])(
    'is not heard in "%s", while a number is waited for',
    (text) => {
      const moment = {
        expect: { kind: 'digits', field: 'phone' } as const,
        fields: { name: known('Bob Jones') },
      };
      expect(name(text, moment)).toBeUndefined();
    },
  );
});
