import { wordsIn } from './network.ts';

/**
 * Names that the recogniser listens for: frequent first and last names of the United States (US Census Bureau
 * and Social Security Administration lists), spelled as in the CMU pronouncing dictionary. A name that is not
 * here is heard as the nearest one: that is the price of a grammar, and Amazon Transcribe does not have it.
 */
export const FIRST_NAMES = wordsIn(`
  aaron abigail adam adrian albert alex alexander alexandra alice alicia allison amanda amber amy andrea
  andrew angela anna anne anthony antonio ashley barbara benjamin beth betty beverly bill bob brandon brenda
  brian bruce carl carla carlos carmen carol caroline catherine charles charlotte cheryl chris
  christina christine christopher cindy claire craig crystal cynthia daniel danielle david dawn deborah
  dennis diana diane donald donna dorothy douglas dylan edward elena elizabeth ellen emily emma eric ethan
  eugene eva evelyn fatima felix frances francisco frank gabriel gary george gerald gloria grace greg gregory hannah
  harold harry heather helen henry howard ian isaac isabella jack jackie jacob jacqueline james jamie jane janet
  janice jason jeff jeffrey jennifer jeremy jerry jesse jessica jill jim joe joel john johnny jonathan jordan
  jose joseph joshua joyce juan judith judy julia julie justin karen kathleen katie keith ken
  kenneth kevin kim kimberly kyle larry laura lauren lawrence lee leo leslie lily linda lisa logan lori
  louise lucas lucy luis lynn madison margaret maria marie marilyn martha martin mary matthew megan
  melissa michael michelle miguel mike mohammed monica nancy natalie nathan nicholas nicole noah nora olivia omar
  oscar pamela patricia patrick paul paula peter phillip priya rachel ralph ramon randy raymond rebecca richard
  rita robert robin roger ronald rosa rose roy russell ruth ryan sam samantha samuel sandra sarah scott sean
  sergio sharon shirley sofia sophia stephanie steve steven susan tara terry theresa thomas
  tiffany timothy tina todd tom tony tracy tyler valerie vanessa veronica victor victoria virginia walter
  wayne wendy william zachary zoe
`);

export const LAST_NAMES = wordsIn(`
  adams alexander allen alvarez anderson andrews armstrong arnold bailey baker barnes bell bennett berry
  black boyd bradley brooks brown bryant burns butler campbell carroll carter castillo castro chan chavez chen clark
  cole coleman collins cook cooper cox crawford cruz cunningham d'angelo d'arcy daniels davis diaz
  dixon duncan dunn edwards elliott ellis evans ferguson fernandez fisher flores ford foster fox freeman
  garcia gardner gibson gomez gonzalez gordon graham grant gray green griffin gutierrez hall
  hamilton hansen harper harris harrison hart hawkins hayes henderson henry hernandez herrera hicks hill hoffman
  holmes howard hudson hughes hunt hunter jackson jacobs james jenkins jensen jimenez johnson johnston jones jordan
  kaplan kelly kennedy khan kim king knight kowalski kumar lane larson lawrence lee lewis long
  lopez marshall martin martinez mason matthews mccarthy mcdonald mendoza meyer miller mills mitchell montgomery
  moore morales moreno morgan morris morrison murphy murray myers nelson newman nguyen nichols novak
  o'brien o'connor o'donnell o'hara o'keefe o'malley o'neill o'reilly o'sullivan olson ortega ortiz owens palmer
  park parker patel patterson payne perez perkins perry peters peterson phillips pierce porter powell price
  ramirez ramos ray reed reyes reynolds rice richards richardson riley rivera roberts robertson robinson rodriguez
  rogers romero rosenberg ross ruiz russell ryan sanchez sanders santos schmidt schneider scott shaw
  silva simmons simpson singh smith snyder soto spencer stephens stevens stewart stone sullivan taylor thomas
  thompson torres tran tucker turner vargas vasquez wagner walker wallace ward warren washington watson weaver webb
  weber wells west wheeler white williams williamson willis wilson wood woods wright wu yang young
`);
