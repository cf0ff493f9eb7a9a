import { combine, phrasesIn } from './network.ts';

// What every caller may say, whatever the playbook.

/** Said more often than all the other ways together. */
export const PLAIN_ANSWERS = ['yes', 'no'];

export const YES =
  phrasesIn(`yes please | yeah | yep | yup | sure | okay | correct | right | exactly | of course | absolutely
  | that's right | that's correct | that is correct | that's fine | that's good | that works | that would be great
  | sounds good | perfect | great | fine | please do | go ahead | definitely | all right | yes it is | that's me
  | that works for me | that's perfect | yes i am | yes i do | that sounds good | that's great | that would work
  | that one`);

export const NO = phrasesIn(`nope | no thanks | no thank you | not really | that's wrong | that's not right
  | that's not correct | i don't think so | no that's all | no that's it | never mind | no it isn't
  | that doesn't work | not that | neither | wrong | that won't work | not that one | neither of those`);

export const COURTESY = phrasesIn(`thank you | thanks | thank you very much | thanks a lot | thank you so much
  | goodbye | bye | bye bye | that's all | that's it | that will be all | have a nice day | have a good day | you too
  | see you then | nothing else | i have to go | talk to you later | that's everything`);

export const GREETING = phrasesIn(
  'hi | hello | hey | good morning | good afternoon | good evening | hi there | hello there | hi robin',
);

/** Sounds that mean "I am thinking". */
export const FILLER = phrasesIn('uh | um | well | so | let me think | let me see | i think');

/** Sounds that mean "I am listening": the agent goes on speaking over them. */
export const BACK_CHANNEL = phrasesIn('uh-huh | mm-hmm | hmm | i see | got it | oh okay');

/** Words that turn what was said into something else. */
export const CORRECTION =
  phrasesIn(`actually | make it | make that | change it to | change that to | sorry | i mean
  | i meant | wait | can you make it | can we do | could we do | let's do | let's make it | let's say | i'd prefer
  | i'd rather have | i said | not | can you change that to | could you change it to | let's go with | i'll take
  | sorry i meant | actually make it | could we make it | can we make it | i'd prefer it`);

export const ASIDE =
  phrasesIn(`could you repeat that | can you repeat that | say that again | can you say that again
  | pardon | what was that | excuse me | what did you say | hold on | one moment | just a moment | just a second
  | one second | hang on | i'm not sure | i don't know | i don't care | it doesn't matter | either is fine
  | what do you have | what times do you have | what's available | when are you free | do you have anything
  | i have a question | are you a robot | can you hear me | can you help me | i need help | help | start over
  | forget it | cancel that | i'm here | i'm still here | that's a mistake | what can you do | is anyone there`);

/** How callers ask for a person, beside the ways that a playbook lists. */
export const PERSON = [
  ...combine(
    phrasesIn('i want to | can i | could i | let me | i need to | i would like to'),
    phrasesIn('talk to | speak to | speak with'),
    phrasesIn('a person | a human | a real person | someone | somebody'),
  ),
  ...phrasesIn(`i want a person | i want a human | give me a person | a person please | operator | an operator
  | a representative | transfer me | put me through | connect me | a human being`),
];

/** How callers say that they want no more calls. */
export const OPT_OUT =
  phrasesIn(`stop calling me | stop calling | don't call me again | do not call me again | never call me again
  | don't call me anymore | take me off your list | remove me from your list | take my number off your list
  | i'm not interested | not interested`);

export const ANGER = phrasesIn(`this is ridiculous | that's ridiculous | you're useless | this is useless
  | you're not listening | this is a joke | this is stupid | i'm fed up | unbelievable | this is unacceptable`);

/** How a wish begins before what is wished for. */
export const WISH = [
  ...combine(
    phrasesIn('i would like | i want | i need'),
    phrasesIn(' | to | to book | to make | to schedule | to get | to have | to come in for'),
  ),
  ...["i'd like", "i'd love"].flatMap((wish) =>
    combine(
      [wish],
      ['', ...phrasesIn('to | to book | to make | to schedule | to get | to have | to come in for')],
    ),
  ),
  ...combine(phrasesIn('can i | could i | may i | can you'), [
    '',
    ...phrasesIn('get | have | book | schedule | make'),
  ]),
  ...phrasesIn(`i'm calling to | i'm calling about | i'm calling for | i was hoping to | i have | i've got | it's for
    | it's | do you have | is there | it's about | what about | how about | i'd like to come in`),
];

/** After these a sentence has an object of its own already. */
export const COMING = phrasesIn(
  "i'd like to come in | can i come in | could i come in | can you see me | i can come in",
);

export const AND = phrasesIn('and | or | but | because | and then');
export const TAIL = phrasesIn(
  'please | instead | then | if possible | if you can | too | if that works | would be great',
);
export const FOR = phrasesIn('for | an appointment for | and');

export const INTRODUCES_NAME =
  phrasesIn(`my name is | my name's | the name is | name is | this is | it's | i'm | i am
  | my first name is | my last name is | first name | last name | the name's | it's for | it is | for`);

/** Instead of a number: the one that the caller calls from. */
export const OWN_NUMBER = phrasesIn(
  "this number | this number is fine | the number i'm calling from | the one i'm calling from | use this number",
);

export const INTRODUCES_NUMBER =
  phrasesIn(`my number is | my phone number is | the number is | my phone is | it's
  | that's | you can reach me at | it is | reach me at | call me at | my cell is | my cell phone is | my mobile is
  | the best number is | the phone number is`);
