import { describe, expect, test } from 'vitest';
import { speakDate, speakTime } from '../../../agent/capture/speak.ts';
import { understood } from '../../builders/an-utterance.ts';

const spanish = { locale: 'es-US' };
const asked = (kind: 'date' | 'time' | 'digits' | 'name' | 'choice', field: string) => ({
  ...spanish,
  expect: { kind, field },
});

describe('a day in Spanish', () => {
  test.each([
    ['el martes', '2026-11-24'],
    ['el próximo martes', '2026-11-24'],
    ['el martes de la próxima semana', '2026-12-01'],
    ['el martes de la semana que viene', '2026-12-01'],
    ['mañana', '2026-11-24'],
    ['mañana por la mañana', '2026-11-24'],
    ['pasado mañana', '2026-11-25'],
    ['el primero de diciembre', '2026-12-01'],
    ['el tres de diciembre', '2026-12-03'],
    ['el veintitrés de diciembre', '2026-12-23'],
    ['el treinta y uno de diciembre', '2026-12-31'],
    ['3 de diciembre', '2026-12-03'],
    ['martes veinticuatro', '2026-11-24'],
    ['el treinta', '2026-11-30'],
    ['miercoles', '2026-11-25'],
    ['el sábado por favor', '2026-11-28'],
    ['en dos semanas', '2026-12-07'],
    ['lo antes posible', '2026-11-23'],
    ['el lunes no, perdón, el martes', '2026-11-24'],
  ])('is heard in "%s"', (text, day) => {
    expect(understood(text, asked('date', 'day')).fields.day?.value).toBe(day);
  });

  test('that is closed is a problem, said in Spanish', () => {
    expect(understood('el domingo', asked('date', 'day')).problems).toEqual([
      { field: 'day', problem: 'closed', spoken: 'domingo veintinueve de noviembre' },
    ]);
  });
});

describe('a holiday in Spanish', () => {
  test.each([
    ['fin de año', '2026-12-31'],
    ['el lunes después de acción de gracias', '2026-11-30'],
    ['un día antes de nochebuena', '2026-12-23'],
    ['el sábado antes de navidad', '2026-12-19'],
  ])('"%s" is %s', (text, value) => {
    expect(understood(text, asked('date', 'day')).fields.day?.value).toBe(value);
  });

  test.each([
    ['en navidad', 'closed'],
    ['el día de acción de gracias', 'closed'],
    ['el treinta de febrero', 'ambiguous'],
  ])('"%s" is refused as %s', (text, problem) => {
    expect(understood(text, asked('date', 'day')).problems).toMatchObject([{ problem }]);
  });
});

describe('a time of day in Spanish', () => {
  test.each([
    ['a las tres', '15:00'],
    ['a las tres y media', '15:30'],
    ['tres y media de la tarde', '15:30'],
    ['a las diez y cuarto', '10:15'],
    ['cuatro menos cuarto', '15:45'],
    ['a las nueve y veinte', '09:20'],
    ['a las nueve y treinta y cinco', '09:35'],
    ['a las nueve treinta', '09:30'],
    ['a la una', '13:00'],
    ['a las once en punto', '11:00'],
    ['a las 3:30 p. m.', '15:30'],
    ['al mediodía', '12:00'],
    ['ocho de la mañana', '08:00'],
  ])('is heard in "%s"', (text, time) => {
    expect(understood(text, asked('time', 'time')).fields.time?.value).toBe(time);
  });

  test.each([
    ['por la mañana', 'morning'],
    ['en la tarde', 'afternoon'],
    ['por la noche', 'evening'],
  ])('may be only a part of the day: "%s"', (text, part) => {
    expect(understood(text, asked('time', 'time')).partOfDay).toBe(part);
  });

  test('is no greeting', () => {
    expect(understood('buenas tardes', spanish).partOfDay).toBeUndefined();
  });
});

describe('other fields in Spanish', () => {
  test.each([
    ['me llamo maría lópez', 'María López'],
    ['soy José Luis de la Cruz', 'José Luis de la Cruz'],
    ['mi nombre es ana garcía ruiz', 'Ana García Ruiz'],
    ['juan pérez', 'Juan Pérez'],
  ])('the name in "%s"', (text, name) => {
    expect(understood(text, asked('name', 'name')).fields.name?.value).toBe(name);
  });

  test.each([
    ['dos cero seis cinco cinco cinco cero uno dos dos', '+12065550122'],
    ['es el 206 555 01 22', '+12065550122'],
    ['dos cero seis, triple cinco, cero uno veintidós', '+12065550122'],
  ])('the number in "%s"', (text, phone) => {
    expect(understood(text, asked('digits', 'phone')).fields.phone?.value).toBe(phone);
  });

  test('the reason, with and without accents', () => {
    expect(understood('es para una revisión', asked('choice', 'reason')).fields.reason?.value).toBe(
      'checkup',
    );
    expect(understood('una revision', asked('choice', 'reason')).fields.reason?.value).toBe('checkup');
  });
});

describe('the rest of a talk in Spanish', () => {
  const confirming = { ...spanish, expect: { kind: 'yes-no', confirms: 'goal' } } as const;

  test.each([
    ['sí', 'yes'],
    ['si claro', 'yes'],
    ['así es', 'yes'],
    ['no', 'no'],
    ['no está bien', 'no'],
  ])('"%s" is a %s', (text, answer) => {
    expect(understood(text, confirming).answer).toBe(answer);
  });

  test.each([
    ['no sé', undefined],
    ['no hay problema', undefined],
  ])('"%s" is neither', (text, answer) => {
    expect(understood(text, confirming).answer).toBe(answer);
  });

  test.each([
    ['quiero hablar con una persona', 'person'],
    ['me lo puede repetir', 'repeat'],
    ['repita por favor', 'repeat'],
    ['un momentito', 'wait'],
    ['muchas gracias', 'thanks'],
    ['adiós', 'goodbye'],
  ])('"%s" means %s', (text, intent) => {
    expect(understood(text, spanish).intent).toBe(intent);
  });

  test.each([
    ['quisiera hacer una cita', 'book'],
    ['necesito cambiar mi cita del martes', 'reschedule'],
    ['quiero cancelar mi cita', 'cancel'],
  ])('"%s" is the goal %s', (text, goal) => {
    expect(understood(text, { ...spanish, goal: null }).goal).toBe(goal);
  });

  test.each([
    ['aceptan seguro', 'insurance'],
    ['¿dónde están ubicados?', 'address'],
    ['cuánto cuesta una limpieza', 'cleaning-cost'],
  ])('"%s" asks about %s', (text, question) => {
    expect(understood(text, { ...spanish, goal: null }).question).toBe(question);
  });
});

describe('what is said in Spanish', () => {
  test.each([
    ['2026-12-01', 'martes primero de diciembre'],
    ['2026-12-31', 'jueves treinta y uno de diciembre'],
    ['2026-11-24', 'martes veinticuatro de noviembre'],
  ])('the day %s', (day, spoken) => {
    expect(speakDate(day, 'es-US')).toBe(spoken);
  });

  test.each([
    ['13:00', 'la una'],
    ['15:30', 'las tres y treinta'],
    ['09:35', 'las nueve y treinta y cinco'],
    ['12:00', 'las doce del mediodía'],
    ['20:05', 'las ocho y cinco de la noche'],
  ])('the time %s', (time, spoken) => {
    expect(speakTime(time, 'es-US')).toBe(spoken);
  });
});
