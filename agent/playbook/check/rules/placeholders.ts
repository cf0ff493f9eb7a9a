import { NEEDS_APPOINTMENT } from '../../../tools/needs.ts';
import { placeholdersOf } from '../../fill.ts';
import type { Draft } from '../draft.ts';
import { type Finding, type Path, pathText } from '../finding.ts';
import { knownFields } from '../known-fields.ts';
import { eachString, type LocalizedText } from '../localized-text.ts';
import { nearest } from '../nearest.ts';
import type { Rule } from '../rule.ts';
import { stepGraphs } from '../step-graph.ts';

/** The parts of an appointment that was found: what can be filled in without having been collected. */
const APPOINTMENT_PARTS = ['day', 'time', 'reason', 'name'];
/** Tools after which a call knows an appointment. */
const HAS_APPOINTMENT: ReadonlySet<string> = new Set([
  'book_appointment',
  'find_appointments',
  'reschedule_appointment',
]);
/** The parts of a playbook whose texts are said in calls, with variables filled in. */
const SAID_IN_CALLS: ReadonlySet<string> = new Set([
  'greeting',
  'phrases',
  'knowledge',
  'objections',
  'handover',
  'goals',
  'flows',
  'fields',
]);
/** `goals.quote.steps.finish`: so many names lead to a step. */
const STEP_DEPTH = 4;

/** What else a text message can name. */
const TEXT_PARTS = ['ticket', 'company', 'agent'];

/** The names that a text can have in braces. */
interface Fillable {
  always: readonly string[];
  /** Fields that only some calls have asked for when the text is said. */
  sometimes: readonly string[];
}

/**
 * What can be filled into a text: for those of a goal its fields, for others what the schema says. Undefined
 * when the goal does not say which fields it collects.
 */
function placeholdersOfText(
  text: LocalizedText,
  draft: Draft,
  inSteps: ReadonlyMap<string, Fillable>,
): Fillable | undefined {
  const { path } = text;
  const placeholders = takesVariables(text)
    ? [...text.placeholders, ...Object.keys(draft.variables)]
    : text.placeholders;
  const [section, id, key] = path.map(String);
  if (section === 'messages' && id === 'templates')
    return always([
      ...Object.keys(draft.fields),
      ...Object.keys(draft.variables),
      ...APPOINTMENT_PARTS,
      ...TEXT_PARTS,
    ]);
  if (section === 'calendar')
    return always([
      ...text.placeholders,
      ...(draft.calendar.keeps ?? []).filter((kept) => kept !== undefined),
    ]);
  if (path[2] === 'steps') {
    const known = inSteps.get(JSON.stringify(path.slice(0, STEP_DEPTH)));
    return known === undefined ? undefined : { ...known, always: [...known.always, ...placeholders] };
  }
  if (section !== 'goals' || id === undefined || (key !== 'confirm' && key !== 'done'))
    return always(placeholders);
  const goal = draft.goals[id];
  if (goal?.collect === undefined) return undefined;
  const collected = asMeant(goal.collect, Object.keys(draft.fields));
  const conditional = new Set(Object.keys(goal.only ?? {}));
  const found =
    goal.lookup === 'find_appointments' || (goal.tool !== undefined && NEEDS_APPOINTMENT.has(goal.tool));
  return {
    ...always([
      ...collected.filter((field) => !conditional.has(field)),
      ...(found ? APPOINTMENT_PARTS : []),
      ...placeholders,
    ]),
    sometimes: collected.filter((field) => conditional.has(field)),
  };
}

function always(names: readonly string[]): Fillable {
  return { always: [...new Set(names)], sometimes: [] };
}

/** A misspelled field is told about where it stands; in the texts it counts as the one that was meant. */
function asMeant(collect: readonly (string | undefined)[], known: readonly string[]): string[] {
  return collect.flatMap((field) =>
    field === undefined ? [] : [known.includes(field) ? field : (nearest(field, known) ?? field)],
  );
}

/** Whether the playbook's variables are filled into a text: the agent says it during the call, as it is written. */
export function takesVariables({ path, isList }: LocalizedText): boolean {
  const last = path.at(-1);
  return !isList && SAID_IN_CALLS.has(String(path[0])) && last !== 'label' && last !== 'ack';
}

/** The fields that a step's texts can name: those known on every way there, in every goal that uses its flow. */
function fieldsAtSteps(draft: Draft): Map<string, Fillable> {
  const atSteps = new Map<string, Fillable>();
  for (const graph of stepGraphs(draft)) {
    const known = knownFields(graph);
    const nodes = [...graph.nodes.values()];
    const parts = nodes.some(({ step: { tool } }) => tool !== undefined && HAS_APPOINTMENT.has(tool))
      ? APPOINTMENT_PARTS
      : [];
    for (const { id, path } of nodes) {
      const here = known.get(id);
      if (here === undefined) continue;
      const key = JSON.stringify(path);
      const before = atSteps.get(key);
      const now = [...new Set([...here.surely, ...parts])];
      atSteps.set(key, {
        always: before === undefined ? now : before.always.filter((name) => now.includes(name)),
        sometimes: [...(before?.sometimes ?? []), ...(before?.always ?? []), ...here.maybe],
      });
    }
  }
  return atSteps;
}

const placeholdersAreKnown: Rule = (draft, texts) => {
  const inSteps = fieldsAtSteps(draft);
  return texts.flatMap((text) => {
    const known = placeholdersOfText(text, draft, inSteps);
    if (known === undefined) return [];
    return eachString(text).flatMap(({ path, content }) =>
      placeholdersOf(content)
        .filter((name) => !known.always.includes(name))
        .map((name) => unknownPlaceholder(path, name, known)),
    );
  });
};

function unknownPlaceholder(path: Path, name: string, { always: known, sometimes }: Fillable): Finding {
  if (sometimes.includes(name)) {
    const message = `{${name}} may be missing in ${pathText(path)}: not every call has asked for it by then; take it out, or ask for it on every way`;
    return { path, at: 'value', message };
  }
  const possible = known.length === 0 ? '; nothing can be filled in here' : suggestion(name, known);
  return { path, at: 'value', message: `nothing is known as {${name}} in ${pathText(path)}${possible}` };
}

function suggestion(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  if (meant !== undefined) return `; did you mean {${meant}}?`;
  return `; here you can use ${known.map((one) => `{${one}}`).join(', ')}`;
}

const bracesAreClosed: Rule = (_, texts) =>
  texts.flatMap((text) =>
    eachString(text)
      .filter(({ content }) => /[{}]/.test(content.replaceAll(/\{[^{}]*\}/g, '')))
      .map(({ path }) => ({
        path,
        at: 'value' as const,
        message: `a brace stands alone in ${pathText(path)}; write a placeholder as {day}`,
      })),
  );

/** Characters that a synthesizer reads out loud or takes for markup. */
const UNSPEAKABLE = /[<>*_#`~|\\]/;

/** Text messages are read, not spoken: they may hold an address. */
const canBeSpoken: Rule = (_, texts) =>
  texts
    .filter(({ path }) => path[0] !== 'messages' || path[1] !== 'templates')
    .flatMap((text) =>
      eachString(text).flatMap(({ path, content }) => {
        const found = UNSPEAKABLE.exec(content.replaceAll(/\{[^{}]*\}/g, ''));
        return found === null
          ? []
          : [
              {
                path,
                at: 'value' as const,
                message: `"${found[0]}" in ${pathText(path)} cannot be spoken; write the text as it should sound`,
              },
            ];
      }),
    );

export const placeholderRules: readonly Rule[] = [placeholdersAreKnown, bracesAreClosed, canBeSpoken];
