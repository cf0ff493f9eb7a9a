import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { plainGoal } from '../playbook/goals.ts';
import { plainWords } from '../text/plain-words.ts';
import { NEEDS_APPOINTMENT } from '../tools/needs.ts';
import { readAmendment } from './amend.ts';
import { readFields } from './fields.ts';
import { impliedGoal, readGoal } from './goal.ts';
import { readIntent } from './intents.ts';
import { readObjection } from './objection.ts';
import { refusesOffers } from './offers.ts';
import { readQuestions } from './question.ts';
import { afterFillers, phraseAt, type Span, type Token, tokenise, without } from './tokens.ts';
import type { UnderstandInput } from './understand-input.ts';
import type { Understanding } from './understanding.ts';
import { wordsFor } from './words/languages.ts';
import type { LanguageWords } from './words/words.ts';
import { readYesNo } from './yes-no.ts';

/**
 * Makes of the caller's words what plain code can: goal, fields, yes or no, set phrases, questions, and
 * what was said but cannot be. Pure and deterministic; the same for a model and for the script. Throws
 * `UnknownLanguage` for a language without words.
 */
export function understand(spoken: UnderstandInput): Understanding {
  const input = { ...spoken, text: plainWords(spoken.text) };
  const words = wordsFor(input.locale);
  const { source } = input.playbook;
  const tokens = tokenise(input.text, words);
  const common = { locale: input.locale, words };
  const [question, other] = readQuestions(tokens, { ...common, knowledge: source.knowledge });
  const statement = [question, other].reduce(
    (left, asked) => (asked === undefined ? left : without(left, asked.span)),
    tokens,
  );
  const objection =
    source.objections === undefined ? undefined : readObjection(tokens, source.objections, input.locale);
  const named = readGoal(statement, { ...common, goals: source.goals, current: input.goal });
  const expectsYesNo = input.expect.kind === 'yes-no';
  const personPhrases = source.handover.phrases[input.locale] ?? [];
  const set = readIntent(statement, { words, personPhrases, expectsYesNo });
  // "Tuesday, scratch that, Wednesday" corrects; "scratch that" alone takes back.
  const corrects =
    set?.intent === 'cancel-that' &&
    isBetweenWords(statement, set.span) &&
    phraseAt(statement, set.span.from, words.corrections) !== undefined;
  const intent = callsOff(statement, input, words) ? 'cancel-that' : corrects ? undefined : set?.intent;
  const rest = set === undefined || corrects ? statement : without(statement, set.span);
  const said = readYesNo(statement, { words, expected: expectsYesNo, idle: input.goal === null });
  const found = readFields(rest, {
    ...input,
    ...common,
    goal: named ?? input.goal,
    answer: said,
    intent,
    elsewhere: question !== undefined || named !== undefined || objection !== undefined,
  });
  const meant = named ?? (input.goal === null ? implied(Object.entries(found.fields), source) : undefined);
  const amends = meant === undefined && question === undefined;
  const amendment = amends
    ? readAmendment(rest, found.fields, { ...input, ...common, source, answer: said, intent })
    : undefined;
  const goal = meant ?? amendment?.goal;
  const refused = input.expect.kind === 'time' && input.offers.length > 0 && refusesOffers(statement, words);
  const answer = said ?? (refused ? 'no' : undefined);
  const fields = amendment?.fields ?? found.fields;
  // "Never mind, make it Friday" changes what is being done.
  const changes = intent === 'cancel-that' && hasNewValue(fields, input);
  // "This is ridiculous, I said Tuesday" is about Tuesday.
  const brings = Object.keys(fields).length > 0 || goal !== undefined || question !== undefined;
  const isAside = changes || (intent === 'anger' && (brings || objection !== undefined));
  return {
    fields,
    problems: found.problems,
    ...(goal === undefined ? {} : { goal }),
    ...(answer === undefined ? {} : { answer }),
    ...(intent === undefined || isAside ? {} : { intent }),
    ...(objection === undefined ? {} : { objection }),
    ...(question === undefined ? {} : { question: question.id }),
    ...(other === undefined ? {} : { alsoAsked: other.id }),
    ...(found.partOfDay === undefined ? {} : { partOfDay: found.partOfDay }),
  };
}

/**
 * "Cancel" alone, while something is being arranged that is not in the calendar yet. Of an appointment that
 * stands it may mean the appointment.
 */
function callsOff(
  tokens: readonly Token[],
  { goal, playbook: { source } }: UnderstandInput,
  words: LanguageWords,
): boolean {
  const pursued = goal === null ? undefined : source.goals[goal];
  const tool = plainGoal(pursued)?.tool;
  if (pursued === undefined || (tool !== undefined && NEEDS_APPOINTMENT.has(tool))) return false;
  const begin = afterFillers(tokens, words);
  const start = phraseAt(tokens, begin, words.no)?.to ?? begin;
  const said = phraseAt(tokens, start, words.callsOff);
  return said !== undefined && afterFillers(tokens, words, said.to) === tokens.length;
}

function hasNewValue(found: Understanding['fields'], { fields }: UnderstandInput): boolean {
  return Object.entries(found).some(([id, { value }]) => value !== fields[id]?.value);
}

function isBetweenWords(tokens: readonly Token[], { from, to }: Span): boolean {
  return from > 0 && to < tokens.length;
}

/** A choice that was named ("a cleaning") says what the caller wants; who they are does not. */
function implied(
  fields: readonly [string, unknown][],
  source: CompiledPlaybook['source'],
): string | undefined {
  const telling = fields.map(([id]) => id).filter((id) => source.fields[id]?.type === 'choice');
  return impliedGoal(telling, source);
}
