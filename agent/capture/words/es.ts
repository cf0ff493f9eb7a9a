import { esNamedDays } from './es-dates.ts';
import { esNames } from './es-names.ts';
import { esTalk } from './es-talk.ts';
import { esValues } from './es-values.ts';
import { list, numbered, words } from './lists.ts';
import type { LanguageWords } from './words.ts';

const CARDINALS = {
  ...numbered(
    'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince',
    0,
    1,
  ),
  ...numbered('dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés', 16, 1),
  ...numbered('veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve', 24, 1),
  ...numbered('treinta cuarenta cincuenta sesenta setenta ochenta noventa', 30, 10),
  una: 1,
  un: 1,
  veintiún: 21,
  ...numbered('dieciseis', 16, 1),
  ...numbered('veintidos veintitres', 22, 1),
  veintiseis: 26,
};

const ORDINALS = {
  ...numbered('primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo', 1, 1),
  ...numbered('primera segunda tercera cuarta quinta sexta séptima octava novena décima', 1, 1),
  primer: 1,
  tercer: 3,
};

const WEEKDAYS = {
  ...numbered('lunes martes miércoles jueves viernes sábado domingo', 1, 1),
  miercoles: 3,
  sabado: 6,
  ...numbered('sábados domingos', 6, 1),
};

/** How the days of a month are said: the first as an ordinal, the others as plain numbers. */
const DAY_NUMBERS = { primero: 1, ...CARDINALS, 'treinta y uno': 31 };

/** Spanish as it is spoken in the United States and Mexico; callers are addressed as usted. */
export const es: LanguageWords = {
  asksFor: list(`
    español / en español / habla español / hablas español / hablan español / puede hablar español /
    se habla español / alguien que hable español / spanish / in spanish / do you speak spanish /
    spanish please / can we speak spanish / speak spanish
  `),
  fillers: list(`
    eh / este / pues / bueno / mmm / mm / em / a ver / o sea / es que / hola / buenas / buenos días /
    buenas tardes / buenas noches / oiga / mire / disculpe / ah / ok / okay / por favor
  `),
  stopWords: words(`
    a al algo ahora con como cuando de del el ella en es esa ese eso esta este esto está hay la las le les lo los
    me mi mis muy necesito nos o para pero por puede puedo quiero quisiera gustaría que se si ser si su sus te
    tengo tiene tienen un una unos unas usted ustedes y ya yo favor hacer hola día dar sobre
    qué cómo hora
  `),
  cardinals: CARDINALS,
  ordinals: ORDINALS,
  ordinalEndings: ['º', 'ª', 'o', 'er'],
  numberJoint: 'y',
  endings: ['es', 's'],
  ...esTalk,
  names: esNames,
  phone: {
    thisNumber: list(`
      este número / este mismo número / este mismo / el número del que llamo / el número de donde llamo /
      desde el que llamo / el mismo número / al que llamo / de este teléfono / este teléfono / el de la llamada /
      el número que ve
    `),
    announcements: list(`
      mi número es / mi número de teléfono es / mi teléfono es / mi celular es / mi móvil es / el número es /
      el teléfono es / mi número de celular es / llámeme al / me puede llamar al / me pueden llamar al / llámenme al
    `),
    endings: list(`
      el último dígito es / el último número es / los últimos dígitos son / los últimos dos son / los últimos cuatro son /
      termina en / acaba en
    `),
    between: list(
      'área / código / de / y / guion / guión / punto / espacio / más / eh / es / el / número / luego',
    ),
    zero: [],
    repeats: { doble: 2, triple: 3 },
    hundred: 'cientos',
  },
  dates: {
    weekdays: WEEKDAYS,
    next: [],
    nextAfter: list(
      'de la próxima semana / de la semana que viene / de la semana que entra / de la otra semana',
    ),
    last: ['pasado'],
    article: 'el',
    dayOfMonthIsOrdinal: false,
    distances: { hoy: 0, mañana: 1 },
    ...esNamedDays,
    soonest: list(`
      lo antes posible / lo más pronto posible / cuanto antes / lo más pronto / cualquier día / el primero que tenga /
      la primera que tenga / la primera disponible / el primero disponible / qué tiene / qué días tiene /
      qué horarios tiene / cuando tenga / cuando pueda / me da igual / el día que sea / no importa el día
    `),
    vague: list(`
      la próxima semana / la semana que viene / esta semana / el próximo mes / el mes que viene / este mes /
      cualquier día / algún día / el próximo año / este año / la semana pasada / el mes pasado / el año pasado /
      por la mañana / de la mañana / en la mañana / a la mañana
    `),
    durations: ['por', 'durante', 'desde', 'hace'],
    notDays: list(`
      opción / vez / visita / cita / disponible / cosa / de la / y / o / es / está / por favor / sería / personas /
      mismo / que
    `),
    week: ['semana', 'semanas'],
    from: ['desde', 'después'],
    one: ['una'],
  },
  times: {
    am: ['am', 'a m'],
    pm: ['pm', 'p m'],
    oClock: ['en punto'],
    noon: ['mediodía', 'al mediodía', 'medio día', 'las doce del día', 'las doce del mediodía'],
    midnight: ['medianoche', 'las doce de la noche'],
    half: 'media',
    quarter: 'cuarto',
    past: [],
    to: [],
    plus: ['y', 'con'],
    minus: ['menos'],
    zero: ['cero'],
    greetings: ['buenos', 'buenas', 'que pase', 'que tenga'],
    cues: list(
      'a las / a la / las / sobre las / como a las / para las / antes de las / después de las / tipo / hasta las',
    ),
    pronounCues: list('esa / esta / cada / otra / cualquier / alguna / ninguna / de / en'),
    units: list(`
      personas / persona / días / día / semanas / semana / mes / meses / años / año / horas / hora / minutos /
      minuto / veces / niños / hijos / dientes / muelas / de cada / citas / preguntas / segundo / momento / más /
      cosa / cita / limpieza
    `),
    partsOfDay: {
      morning: list(
        'por la mañana / de la mañana / en la mañana / a la mañana / antes del mediodía / temprano',
      ),
      afternoon: list('por la tarde / de la tarde / en la tarde / a la tarde / después de comer / tarde'),
      evening: list('por la noche / de la noche / en la noche / esta noche / después del trabajo / noche'),
    },
    earliest: list(
      'lo más temprano posible / lo más temprano / a primera hora / la primera hora / lo antes posible',
    ),
    latest: list('lo más tarde posible / lo más tarde / a última hora / la última hora / la última cita'),
  },
  offers: {
    positions: {
      'la primera': 0,
      'el primero': 0,
      'la segunda': 1,
      'el segundo': 1,
      'la tercera': 2,
      'el tercero': 2,
      'la última': -1,
      'el último': -1,
      'la uno': 0,
      'opción uno': 0,
      'opción dos': 1,
      'opción tres': 2,
    },
    earlier: ['más temprano', 'la más temprana', 'el más temprano'],
    later: ['más tarde', 'la más tarde', 'el más tarde'],
    any: list(`
      cualquiera / cualquier hora / me da igual / la que sea / el que sea / no importa / las dos / usted elija /
      da lo mismo / a cualquier hora
    `),
    none: list(`
      algo más temprano / algo más tarde / otra hora / otro horario / otro día / ninguna / ninguno / ninguna de esas /
      ninguno de esos / otra opción / otras opciones / algo distinto / otra cosa
    `),
  },
  values: esValues,
  say: {
    date: '{weekday} {day} de {month}',
    dayNumbers: DAY_NUMBERS,
    tensAndUnits: '{tens} y {unit}',
    hours: list(`
      las doce / la una / las dos / las tres / las cuatro / las cinco / las seis / las siete / las ocho /
      las nueve / las diez / las once
    `),
    timeOnTheHour: '{hour}',
    timeWithMinutes: '{hour} y {minute}',
    timeWithFewMinutes: '{hour} y {minute}',
    noon: 'las doce del mediodía',
    midnight: 'las doce de la noche',
    early: '{time} de la mañana',
    late: '{time} de la noche',
    appointment: '{reason} el {day} a {time}',
    self: 'Habla {agent}, el asistente de inteligencia artificial de {company}.',
    sorry: 'Lamento mucho la molestia.',
    recalled: 'Tengo {value}.',
    digits: ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'],
  },
};
