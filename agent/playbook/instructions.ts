import { conditionText, whenText } from './condition.ts';
import { stepsOf } from './goals.ts';
import { WEEKDAYS } from './hours.ts';
import {
  HOW_TO_END_A_REPLY,
  HOW_TO_FOLLOW_STEPS,
  HOW_TO_READ,
  HOW_TO_SPEAK,
  HOW_TO_USE_TOOLS,
} from './house-rules.ts';
import type { Field, Goal, PlainGoal, PlaybookSource } from './schema.ts';
import { stepsText } from './step-words.ts';

/**
 * A token is about this many characters: what a public byte-pair vocabulary (o200k_base) makes of the reference
 * playbooks' instructions in English. Each model has a vocabulary of its own.
 */
const CHARACTERS_PER_TOKEN = 3.9;

/** Of a date such as 2026-12-24: `2026-`. */
const YEAR_LENGTH = 5;

/** About how many tokens a model reads for this text. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

/**
 * What a model is told before the first word of a call in this locale. The same for every call, so that it
 * can be cached: nothing of a caller or of the time of day is in it.
 */
export function instructionsFor(playbook: PlaybookSource, locale: string): string {
  const sections = [
    identity(playbook, locale),
    HOW_TO_SPEAK,
    goals(playbook, locale),
    fields(playbook, locale),
    ...variables(playbook),
    openingHours(playbook),
    rules(playbook),
    knowledge(playbook, locale),
    ...objections(playbook, locale),
    handover(playbook, locale),
    HOW_TO_READ,
    HOW_TO_USE_TOOLS,
    ...(Object.values(playbook.goals).some((goal) => 'steps' in goal) ? [HOW_TO_FOLLOW_STEPS] : []),
    HOW_TO_END_A_REPLY,
  ];
  return `${sections.join('\n\n')}\n`
    .replaceAll('{company}', playbook.company)
    .replaceAll('{agent}', playbook.agent.name);
}

function identity({ agent, company, languages }: PlaybookSource, locale: string): string {
  const language = new Intl.DisplayNames(['en'], { type: 'language' }).of(locale) ?? locale;
  return [
    `You are ${agent.name} of ${company}: ${agent.role}. You are on a telephone call with a caller.`,
    `Speak ${language} (${locale}). Your tone: ${translated(languages, locale).tone}.`,
    'The greeting has been spoken already: do not greet again.',
  ].join('\n');
}

function goals(playbook: PlaybookSource, locale: string): string {
  const paragraphs = Object.entries(playbook.goals).map(([id, goal]) => goalText(id, goal, playbook, locale));
  return `# What callers can want
Words in {braces} stand for that field as spoken, or for that part of the appointment you found.
${paragraphs.join('\n')}
When a goal is reached: "${translated(playbook.phrases.anythingElse, locale)}" When the caller is done: "${translated(playbook.phrases.goodbye, locale)}" and end_call.`;
}

function goalText(id: string, goal: Goal, playbook: PlaybookSource, locale: string): string {
  const title = `## ${id}: ${translated(goal.label, locale)}`;
  const graph = stepsOf(playbook, id);
  if (graph !== undefined) return [title, stepsText(graph)].join('\n');
  return 'collect' in goal ? [title, plainText(goal, locale)].join('\n') : title;
}

function plainText(goal: PlainGoal, locale: string): string {
  return [
    ...(goal.person ?? []).map(({ when }) => `If ${whenText(when)}, a person takes over by itself.`),
    `Collect, in this order: ${goal.collect.map((field) => withCondition(field, goal)).join(', ')}.`,
    ...(goal.lookup === undefined ? [] : [`As soon as its inputs are known: ${goal.lookup}.`]),
    `Read back: "${translated(goal.confirm, locale)}" After a yes: ${goal.tool}. Then: "${translated(goal.done, locale)}"`,
  ].join('\n');
}

function withCondition(field: string, { only }: PlainGoal): string {
  const condition = only?.[field];
  return condition === undefined ? field : `${field} (only if ${conditionText(condition)})`;
}

function fields(playbook: PlaybookSource, locale: string): string {
  const lines = Object.entries(playbook.fields).map(([id, field]) => fieldText(id, field, locale));
  return `# Fields
${lines.join('\n')}`;
}

function fieldText(id: string, field: Field, locale: string): string {
  const line = `- ${id} (${field.type}): "${translated(field.ask, locale)}"`;
  if (field.type !== 'choice') return line;
  const choices = Object.entries(field.choices).map(
    ([choice, { label }]) => `${choice} (${translated(label, locale)})`,
  );
  return `${line} One of: ${choices.join(', ')}.`;
}

/** Those that are given when a call begins. What tools set decides steps, and a model reads it in their results. */
function variables({ variables: all }: PlaybookSource): string[] {
  const lines = Object.entries(all ?? {}).flatMap(([id, { type, description, from }]) =>
    from === 'call' ? [`- ${id} (${type}): ${description}`] : [],
  );
  if (lines.length === 0) return [];
  return [
    `# Variables
What is known of them stands in the situation. They are facts; never ask for them.
${lines.join('\n')}`,
  ];
}

function openingHours({ hours, holidays, timeZone, calendar }: PlaybookSource): string {
  return `# Opening hours (${timeZone})
${weekText(hours)}. Closed on: ${holidays.length === 0 ? 'no other days' : daysText(holidays)}.
Appointments can be made up to ${calendar.horizonDays} days ahead.`;
}

/** "2026-12-24, 12-25; 2027-01-01": the year once for all of its days, because digits cost a model dearly. */
function daysText(days: readonly string[]): string {
  const years = Map.groupBy(days.toSorted(), (day) => day.slice(0, YEAR_LENGTH));
  return [...years]
    .map(([year, own]) => `${year}${own.map((day) => day.slice(YEAR_LENGTH)).join(', ')}`)
    .join('; ');
}

/** "mon to fri 08:00-17:00; sat 09:00-13:00; sun closed": days in a row that are alike stand together. */
function weekText(hours: PlaybookSource['hours']): string {
  const stretches: { first: string; last: string; open: string }[] = [];
  for (const day of WEEKDAYS) {
    const open = hours[day].length === 0 ? 'closed' : hours[day].join(' and ');
    const before = stretches.at(-1);
    if (before?.open === open) before.last = day;
    else stretches.push({ first: day, last: day, open });
  }
  return stretches
    .map(({ first, last, open }) => `${first === last ? first : `${first} to ${last}`} ${open}`)
    .join('; ');
}

function rules({ rules: { must, never } }: PlaybookSource): string {
  return `# Rules
${[...must.map((rule) => `- Always: ${rule}`), ...never.map((rule) => `- Never: ${rule}`)].join('\n')}`;
}

function knowledge(playbook: PlaybookSource, locale: string): string {
  const entries = playbook.knowledge.map(
    ({ question, answer, next }) =>
      `Q: ${translated(question, locale).slice(0, 1).join()}? A: ${translated(answer, locale)}${next === 'listen' ? ' (Say this first and nothing else, then listen.)' : ''}`,
  );
  return `# What you know
Answer questions from here, from the opening hours and from passages only, then come back to what you were asking for. For anything else: "${translated(playbook.phrases.unknownAnswer, locale)} ${translated(playbook.phrases.offerPerson, locale)}"
${entries.join('\n')}`;
}

function objections({ objections: all }: PlaybookSource, locale: string): string[] {
  if (all === undefined) return [];
  const lines = Object.entries(all).map(([id, { phrases, rebuttals, stop }]) => {
    const [plainest = id] = translated(phrases, locale);
    const tracks = rebuttals.map(({ say }) => `"${translated(say, locale)}"`).join(' then ');
    return `- "${plainest}": ${tracks}; at last "${translated(stop.say, locale)}"`;
  });
  return [
    `# Objections
When the situation holds an objection, answer with its "say" in your own words and then do what its "next" says (go-on: come back to what you were asking). Each talk track once, never press further.
${lines.join('\n')}`,
  ];
}

function handover({ handover: { when, say }, limits }: PlaybookSource, locale: string): string {
  return `# Handing over to a person
Say "${translated(say, locale)}" and use transfer_to_person when:
${when.map((reason) => `- ${reason}`).join('\n')}
If attempts has reached ${limits.reasks}, offer a person instead of asking again.`;
}

/** What the loader made sure is there in every language of the playbook. */
function translated<T>(byLocale: Readonly<Record<string, T>>, locale: string): T {
  const found = byLocale[locale];
  if (found === undefined) throw new Error(`The playbook has a text without a translation to ${locale}.`);
  return found;
}
