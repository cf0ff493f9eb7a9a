import { COMMON } from './en-common.ts';
import { list, words } from './lists.ts';
import type { NameWords } from './words.ts';

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

/** How names are given in English. */
export const enNames: NameWords = {
  introductions: list(`
    last name / last name is / my last name is / my name is / my name's / the name is / the name's /
    my full name is / name is / under the name / under the name of / i am called / i'm called /
    my name / it is spelled / it's spelled / that is spelled / that's spelled / i spell it / you spell it / the appointment is for / it is under / it's under / first name / you can call me
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
};
