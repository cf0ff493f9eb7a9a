import { enNamedDays } from './en-dates.ts';
import { enIntents } from './en-intents.ts';
import { enValues } from './en-values.ts';
import { list, numbered, words } from './lists.ts';
import type { LanguageWords } from './words.ts';

const CARDINALS = {
  ...numbered('zero one two three four five six seven eight nine ten eleven twelve', 0, 1),
  ...numbered('thirteen fourteen fifteen sixteen seventeen eighteen nineteen', 13, 1),
  ...numbered('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
};

const ORDINALS = {
  ...numbered('first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth', 1, 1),
  ...numbered('thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth', 13, 1),
  ...numbered('twentieth thirtieth', 20, 10),
};

const WEEKDAYS = {
  ...numbered('monday tuesday wednesday thursday friday saturday sunday', 1, 1),
  ...numbered('mondays tuesdays wednesdays thursdays fridays saturdays sundays', 1, 1),
  ...numbered('mon tue wed thu fri sat', 1, 1),
  tues: 2,
  thurs: 4,
};

/** Words that tell nothing, and are no names. */
const COMMON = `
  a an and are at be can could do does for from have i i'd i'll i'm in is it it's like me my need of on or our please
  so some that the this to up us want was we which with would you your hi hello just wondering any am been also tell
  about let know give they by quick question time under
`;

/** Words that end a name, or show that what was said is none. */
const NOT_NAMES = `${COMMON}
  actually after again ah all alright appointment appointments as ask available back because before book booking both
  but bye call called caller calling cancel cancelling change check come coming day dentist did doing doctor don't
  done else emergency everything fine first get go going good goodbye got great had has having he help her here him
  his hold hoping hour how hurts i've if important interested into isn't its last late later looking lost make making
  maybe mean mind minute mine moment morning move moving much must name needing never new next nice no none nope not
  nothing now number off oh ok okay one only out pain pardon patient perfect person phone problem ready really reason
  repeat reschedule right running same say schedule second see set she should sick someone something soon sorry speak
  speaking still sure surname take talk terrible than thank thanks that's their them then there these thing think
  today tomorrow tonight too tooth toothache trying two unhappy unsure until urgent very visit wait week well were
  what what's when where while who whole why wish without work works wrong yeah year yep yes yesterday yet yours
  afternoon evening noon number's spelled spelling spell letter letters correct concerning regarding around free busy
  worried afraid scared happy glad hurting bleeding swollen broken chipped able unable instead rather either neither
  whichever whatever somebody anybody nobody quickly hurry cleaning checkup insurance parking
`;

/** English, American conventions. */
export const en: LanguageWords = {
  asksFor: list(`
    english / in english / do you speak english / english please / can we speak english / speak english /
    inglés / en inglés / habla inglés / hablan inglés / prefiero inglés
  `),
  fillers: list(`
    um / uh / uhm / er / erm / hmm / mm / well / so / oh / ah / like / you know / let me see / ok /
    okay / alright / hi / hello / hey / please
  `),
  stopWords: words(`${COMMON}
    will way
  `),
  cardinals: CARDINALS,
  ordinals: ORDINALS,
  ordinalEndings: ['st', 'nd', 'rd', 'th'],
  numberJoint: undefined,
  endings: ['es', 's'],
  yes: list(`
    yes / yeah / yep / yup / yes please / sure / sure thing / correct / right / exactly / absolutely /
    definitely / of course / please do / go ahead / that's right / that's me / that would work /
    that would be great / that one / that's correct / that is right / that is correct / that's it /
    it's fine / it's okay / it's correct / it's right / it is fine / it is correct / it's all right /
    that's fine / that's good / that's great / that's perfect / that works / sounds good /
    sounds great / sounds right / perfect / great / fine / okay / ok / alright / all right / uh-huh /
    mm-hmm / mhm / you got it / i do / i would / it is / book it / do it / let's do it / let's do that /
    works for me / affirmative / indeed / certainly / uh huh / mm hmm
  `),
  no: list(`
    no / nope / nah / no thanks / no thank you / not really / not quite / that's wrong /
    that's not right / that's not correct / that isn't right / that's not it / that is wrong /
    that is not right / wrong / incorrect / i don't think so / i don't / i'm not / don't / do not /
    negative / not yet / not at all / no way / it's not / it is not / it isn't / that doesn't work /
    that won't work / doesn't work / i can't / neither / neither one / neither of those /
    neither of them / not that one / not that / not today / not now
  `),
  closings: list(`
    that's all / that's everything / that is all / that'll be all / that's it / nothing else /
    that will be all / i'm good / i'm all set / all set / we're good / nothing / all good / i'm done /
    we're done / that's all for now
  `),
  notNo: list(`
    no problem / i'm not sure / i am not sure / i'm not certain / no worries / no no yes / not sure /
    no idea / i don't know / i don't mind / don't worry / i don't care
  `),
  intents: enIntents,
  callsOff: list(`
    cancel / cancel it / cancel this / cancel all / cancel everything / cancel the booking / cancel the whole thing /
    just cancel / just cancel it / i want to cancel / i'd like to cancel / let's cancel / cancel please / stop / stop it /
    forget the whole thing / i don't want it / i don't want it anymore / i don't want to book
  `),
  corrections: list(`
    no / nope / actually / sorry / i mean / i meant / i meant to say / rather / wait / hold on / make that / make it /
    correction / instead / change it to / or rather / scratch that / let me correct that / my mistake / oops /
    strike that / on second thought
  `),
  replacements: ['instead'],
  refusals: list(`
    doesn't work / does not work / won't work / will not work / isn't good / is not good / is no good / is out /
    doesn't suit / is bad / isn't possible / is impossible / i can't / i cannot / can't do / is too early /
    is too late / is too far
  `),
  announcements: list(`
    i want / i'd like / i would like / i need / book me for / book me in for / book me / put me down for / schedule me for /
    make it for / let's do / let's say / let's make it / how about / what about / can i come / could i come / can i get /
    could i get / can i have / could i have / i'd prefer / i prefer / i'd rather / give me / i'll take / move it to /
    move me to / change it to / looking for / hoping for
  `),
  negations: list('not / not a / not an / not the / instead of / instead of a / rather than / rather than a'),
  rejections: list(`
    not / not on / not the / not at / not a / not an / from / from the / instead of / my / rather than /
    can't do / isn't / except / other than
  `),
  asksAgain: list(`
    what / what's that / what is that / huh / sorry / i'm sorry / say what / excuse me what
  `),
  recalls: list(`
    did i say / did i give you / did i give / did i tell you / did we say / did you say / do you have / have you got /
    you have / you got / did you write down / did you note / did you get / did you put / was that / was it / was that again /
    is that again / is my appointment / was my appointment
  `),
  joins: list('and / and also / also / plus / and then'),
  questionCues: list(`
    ask about / ask you about / ask if / ask whether / question about /
    what / what's / when / where / where's / which / who / why / how / do you / do i / does / are you /
    are there / is there / is it / is the / can i / can we / can you / could you / could i / could we / do we / will you / will i /
    would you / should i / may i / have you / tell me / i was wondering / i am wondering /
    i'm wondering / wondering / a question / i want to know / i'd like to know / by the way /
    quick question / what if
  `),
  names: {
    introductions: list(`
      last name / last name is / my last name is / my name is / my name's / the name is / the name's /
      my full name is / name is / under the name / under the name of / i am called / i'm called /
      my name / the appointment is for / it is under / it's under / first name / you can call me
    `),
    surnameIntroductions: list(
      'last name / last name is / and last name / and the last name is / surname / family name / new word / next word / space',
    ),
    weakIntroductions: list(`
      this is / it's / it is / i'm / i am / that is / that's / for / here is / name's / call me /
      sorry / actually / no / yes / sure / under / speaking with
    `),
    particles: list(`
      de / del / della / la / las / los / van / von / der / den / da / dos / di / du / bin / al / el /
      y / ter / le
    `),
    apostrophes: ['o', 'd'],
    capitalPrefixes: ['mc'],
    notNames: words(NOT_NAMES),
    followers: list(`
      and / my / speaking / here / please / calling / thanks / thank / with / without / spelled / that's / it's /
      i'd / i'm / for / from / but / instead / then / if / too / would
    `),
    contractions: ["'s", "'t", "'ll", "'re", "'ve", "'d", "'m"],
    spelledWith: ['with a', 'with an', 'spelled with a', 'with the letter', 'spelled with an'],
    spelledWithout: list('without a / without an / without the / with no / without any'),
    soundAlikes: [
      ['s', 'z'],
      ['c', 'k'],
      ['i', 'y'],
      ['f', 'v'],
      ['j', 'g'],
      ['b', 'v'],
      ['c', 's'],
      ['m', 'n'],
      ['d', 't'],
      ['e', 'a'],
    ],
  },
  phone: {
    thisNumber: list(`
      this number / the number i'm calling from / the number i am calling from /
      the one i'm calling from / the one i am calling from / this one / the same number /
      my current number / the number i called from / the number you see / this phone /
      i'm calling from it / the number on your screen / same number / caller id
    `),
    announcements: list(`
      my number is / my phone number is / my phone is / my cell is / my cell phone is / my cell number is / my mobile is /
      the number is / the phone number is / the best number is / my number's / my phone number's / number's / call me at /
      call me on / call me back at / call me back on / reach me at / reach me on / text me at / my callback number is
    `),
    endings: list(`
      last digit is / last digits are / last two digits are / last three digits are / last four are / last four digits are /
      ends in / ends with / it ends in / it ends with / should end in / should end with / last one is
    `),
    between: list(`
      area / code / and / then / dash / hyphen / dot / space / plus / um / uh / country / is / number /
      it / it's
    `),
    zero: ['oh', 'o'],
    repeats: { double: 2, triple: 3 },
    hundred: 'hundred',
  },
  dates: {
    weekdays: WEEKDAYS,
    next: ['next'],
    nextAfter: ['next week', 'of next week'],
    last: ['last'],
    article: 'the',
    dayOfMonthIsOrdinal: true,
    distances: { today: 0, tomorrow: 1 },
    ...enNamedDays,
    soonest: list(`
      as soon as possible / as soon as you can / the earliest you have / as early as possible /
      any day / whenever / the first available / first available / earliest available / next available /
      the earliest / the soonest / what do you have / what days do you have / what times do you have /
      what's available / when are you free / do you have anything / what have you got /
      it doesn't matter / i don't care / i don't mind / any day works
    `),
    vague: list(`
      next week / this week / next month / this month / any day / some day / the week after /
      next year / this year / last week / last month / last year
    `),
    durations: ['for', 'since', 'last', 'past'],
    notDays: list(`
      one / ones / time / visit / option / slot / appointment / opening / available / name / thing /
      of / and / or / is / works / please / sounds / would / will / choice / offer
    `),
    week: ['week', 'weeks'],
    from: ['from', 'after'],
    one: ['a', 'one'],
  },
  times: {
    am: ['am', 'a m'],
    pm: ['pm', 'p m'],
    oClock: ["o'clock", 'o clock'],
    noon: ['noon', 'midday', 'noontime', 'twelve noon', '12 noon', 'lunchtime'],
    midnight: ['midnight'],
    half: 'half',
    quarter: 'quarter',
    past: ['past', 'after'],
    to: ['to', 'till', 'before', 'of'],
    plus: [],
    minus: [],
    zero: ['oh', 'o', 'zero'],
    greetings: ['good', 'have a nice', 'a lovely'],
    cues: list(`
      at / around / about / by / before / after / to / it / say / until / till / maybe / exactly
    `),
    pronounCues: list(`
      the / this / that / which / either / other / any / no / each / first / second / third / last /
      earlier / later / earliest / latest / next / morning / afternoon / evening / former / latter /
      every / good / new
    `),
    units: list(`
      people / persons / days / day / weeks / week / months / month / years / year / hours / hour /
      minutes / minute / times / kids / children / teeth / tooth / of / or / appointments / fillings /
      questions / second / moment / more / thing
    `),
    partsOfDay: {
      morning: ['morning', 'mornings', 'in the am', 'before noon', 'before lunch', 'forenoon'],
      afternoon: ['afternoon', 'afternoons', 'after lunch', 'after noon'],
      evening: ['evening', 'evenings', 'tonight', 'after work', 'night'],
    },
    earliest: list(`
      as early as possible / as early as you can / first thing / the earliest / earliest /
      first available / soon as possible
    `),
    latest: list(`
      as late as possible / as late as you can / the latest / latest / end of the day / last appointment
    `),
  },
  offers: {
    positions: {
      first: 0,
      second: 1,
      third: 2,
      last: -1,
      'number one': 0,
      'number two': 1,
      'number three': 2,
      'option one': 0,
      'option two': 1,
      'option three': 2,
      former: 0,
      latter: 1,
    },
    earlier: ['earlier', 'earliest', 'earlier one'],
    later: ['later', 'latest', 'later one'],
    any: list(`
      anytime / any time / either / either one / any / any of them / any of those / whichever /
      doesn't matter / don't care / don't mind / both work / you choose / you pick
    `),
    none: list(`
      anything earlier / anything later / anything sooner / something earlier / something later /
      anything else / neither / none / none of those / none of them / nothing else / something else /
      another time / a different time / another day / a different day / other times / other options
    `),
  },
  values: enValues,
  say: {
    date: '{weekday}, {month} {day}',
    dayNumbers: ORDINALS,
    tensAndUnits: '{tens} {unit}',
    hours: words('twelve one two three four five six seven eight nine ten eleven'),
    timeOnTheHour: "{hour} o'clock",
    timeWithMinutes: '{hour} {minute}',
    timeWithFewMinutes: '{hour} oh {minute}',
    noon: 'noon',
    midnight: 'midnight',
    early: '{time} in the morning',
    late: '{time} in the evening',
    appointment: '{reason} on {day} at {time}',
    recalled: 'I have {value}.',
    digits: ['oh', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  },
};
