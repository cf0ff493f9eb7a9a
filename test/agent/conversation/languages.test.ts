import { describe, expect, it } from 'vitest';
import { readLanguage } from '../../../agent/capture/language.ts';
import { aTalk, through } from '../../builders/a-talk.ts';

const from = (current: string, text: string, heard?: string) =>
  readLanguage(text, { current, locales: ['en-US', 'es-US'], heard });

describe('the language of a call', () => {
  it.each([
    ['¿Habla español?', ''],
    ['Spanish please', ''],
    ['do you speak Spanish', ''],
    ['is there someone who can speak spanish please', ''],
    ['en español por favor, quiero una limpieza', 'por favor quiero una limpieza'],
  ])('is changed on request: %s', (text, rest) => {
    expect(from('en-US', text)).toEqual({ locale: 'es-US', rest });
  });

  it.each(['can we do english again', "let's go back to English please", 'podemos seguir en inglés'])(
    'is changed back on request, and nothing else was said: %s',
    (text) => {
      expect(from('es-US', text)).toEqual({ locale: 'en-US', rest: '' });
    },
  );

  it.each(['hola quiero una cita para el martes', 'buenos días, necesito una limpieza', 'sí, por favor'])(
    'is changed by speaking another: %s',
    (text) => {
      expect(from('en-US', text)).toEqual({ locale: 'es-US', rest: text });
    },
  );

  it('is changed by fewer words where the line heard the other language', () => {
    expect(from('en-US', 'una limpieza', 'es-US')?.locale).toBe('es-US');
    expect(from('en-US', 'una limpieza')).toBeUndefined();
  });

  it.each([
    ['en-US', "I'd like to book a cleaning"],
    ['en-US', 'Maria de la Cruz'],
    ['en-US', 'no'],
    ['en-US', 'on Tuesday at three, my name is Jose Para'],
    ['es-US', 'el martes a las tres'],
    ['es-US', 'ok'],
    ['es-US', 'John Smith'],
  ])('stays %s with: %s', (current, text) => {
    expect(from(current, text, 'en-US')).toBeUndefined();
  });
});

describe('a call that changes its language', () => {
  it('goes on where it was, with another voice, and books in Spanish', async () => {
    const talk = await aTalk();
    await through(talk, "I'd like to book an appointment", 'a cleaning');
    expect(await talk.say('¿Habla español?')).toBe('¿Qué día le queda mejor?');
    expect(talk.answer()[0]).toEqual({ type: 'do', do: { action: 'switch-language', locale: 'es-US' } });
    expect(talk.answer()[1]).toMatchObject({ locale: 'es-US', voice: { id: 'Lupe' } });
    expect(await talk.say('el martes')).toMatch(/El martes veinticuatro de noviembre tengo a .+ o /);
    await through(talk, 'a las tres y media', 'me llamo María López');
    const readBack = await talk.say('dos cero seis cinco cinco cinco cero uno dos dos');
    expect(readBack).toContain(
      'una limpieza el martes veinticuatro de noviembre a las tres y treinta, a nombre de María López',
    );
    expect(await talk.say('sí, correcto')).toContain('Listo, María López.');
    expect(talk.calendar.appointments()).toMatchObject([
      { name: 'María López', reason: 'cleaning', slot: { start: '2026-11-24T15:30:00-08:00' } },
    ]);
    expect(await talk.say('no, es todo, gracias')).toContain('¡Hasta luego!');
  });

  it('says in the new language what it knew before', async () => {
    const talk = await aTalk();
    await through(
      talk,
      'this is Maria Lopez, book a cleaning next Tuesday at three, my number is 206-555-0122',
    );
    expect(await talk.say('en español por favor')).toContain(
      'una limpieza el martes primero de diciembre a las tres, a nombre de Maria Lopez',
    );
  });

  it('begins in Spanish for a caller who greets in it, and comes back to English on request', async () => {
    const talk = await aTalk();
    expect(await talk.say('hola, quisiera hacer una cita')).toContain('¿Para qué quiere venir?');
    expect(talk.state()).toMatchObject({ locale: 'es-US', goal: 'book' });
    expect(await talk.say('English please')).toBe('What would you like to come in for?');
    expect(talk.state().locale).toBe('en-US');
  });

  it('answers questions in the language in which they are asked', async () => {
    const talk = await aTalk();
    expect(await talk.say('hola, ¿tienen elevador para silla de ruedas?')).toContain(
      'Hay elevador al segundo piso',
    );
    expect(await talk.say('¿aceptan seguro?')).toContain('Aceptamos la mayoría de los planes');
  });
});
