import { type Finding, quotedList } from '../playbook/check/finding.ts';
import { didYouMean } from '../playbook/check/nearest.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { acceptVariables } from '../variables/accept.ts';
import type { CallerSource, Habit, Persona, ScriptedTurn } from './schema/caller.ts';
import type { Expectations } from './schema/expectations.ts';
import type { GivenAppointment, World } from './schema/world.ts';

/** The parts of a scenario that are in form; what is not has been reported already. */
export interface ScenarioParts {
  caller?: CallerSource;
  world?: World;
  expect?: Expectations;
}

/** Something that must hold between the parts of a scenario, and with its playbook. Says where it does not. */
type Rule = (parts: ScenarioParts, playbook: PlaybookSource) => Finding[];

/** Every rule of scenarios. */
export const SCENARIO_RULES: readonly Rule[] = [
  oneDeedATurn,
  knownGoalsAndFields,
  knownResources,
  knownAppointments,
  variablesOfTheCall,
];

const DEEDS = ['say', 'keys', 'silentSeconds', 'hangUp'] as const;

function oneDeedATurn({ caller }: ScenarioParts): Finding[] {
  if (caller?.kind !== 'scripted') return [];
  return caller.turns.flatMap((turn: ScriptedTurn, index): Finding[] => {
    const deeds = DEEDS.filter((deed) => turn[deed] !== undefined);
    if (deeds.length === 1) return [];
    const message =
      deeds.length === 0
        ? `the caller does nothing here; write one of ${DEEDS.join(', ')}`
        : `${quotedList(deeds)} in one turn; give each a turn of its own`;
    return [{ path: ['caller', 'turns', index], at: 'value', message }];
  });
}

function knownGoalsAndFields({ caller, expect }: ScenarioParts, playbook: PlaybookSource): Finding[] {
  const goals = Object.keys(playbook.goals);
  const fields = Object.keys(playbook.fields);
  const persona = caller?.kind === 'persona' ? personaFindings(caller, goals, fields) : [];
  const reached = (expect?.reached ?? []).flatMap((goal, index) =>
    unknown(goal, goals, 'goal', ['expect', 'reached', index]),
  );
  const heard = Object.keys(expect?.heard ?? {}).flatMap((field) =>
    unknown(field, fields, 'field', ['expect', 'heard', field], 'key'),
  );
  return [...persona, ...reached, ...heard];
}

function personaFindings(persona: Persona, goals: string[], fields: string[]): Finding[] {
  const facts = Object.keys(persona.facts).flatMap((field) =>
    unknown(field, fields, 'field', ['caller', 'facts', field], 'key'),
  );
  const habits = (persona.habits ?? []).flatMap((habit, index) => {
    const named = fieldOf(habit);
    return named === undefined
      ? []
      : unknown(named[1], fields, 'field', ['caller', 'habits', index, named[0]]);
  });
  return [...unknown(persona.goal, goals, 'goal', ['caller', 'goal']), ...facts, ...habits];
}

function fieldOf(habit: Habit): [key: string, field: string] | undefined {
  if (habit.habit === 'changes-mind') return ['field', habit.field];
  return habit.habit === 'asks' ? ['whenAskedFor', habit.whenAskedFor] : undefined;
}

/** What a line gives and the playbook does not take would be left out, and the scenario would try nothing. */
function variablesOfTheCall({ caller }: ScenarioParts, playbook: PlaybookSource): Finding[] {
  const { unfit } = acceptVariables(caller?.variables ?? {}, 'call', playbook);
  return unfit.map(({ name, message }) => ({ path: ['caller', 'variables', name], at: 'key', message }));
}

function knownResources({ world }: ScenarioParts, playbook: PlaybookSource): Finding[] {
  const { resources } = playbook.calendar;
  const placed = placedAppointments(world).map(({ appointment, path }) => ({
    resource: appointment.resource,
    path: [...path, 'resource'],
  }));
  return [...placed, ...resourcesOfStretches(world)].flatMap(({ resource, path }) =>
    unknown(resource, resources, 'resource', path),
  );
}

/** What the stretches name that are full from the beginning, and those that fill up meanwhile. */
function resourcesOfStretches(world: World | undefined): { resource: string; path: (string | number)[] }[] {
  const places = [
    { full: world?.calendar?.full, path: ['world', 'calendar', 'full'] },
    ...(world?.meanwhile ?? []).map(({ full }, at) => ({ full, path: ['world', 'meanwhile', at, 'full'] })),
  ];
  return places.flatMap(({ full = [], path }) =>
    full.flatMap(({ resources = [] }, at) =>
      resources.map((resource, index) => ({ resource, path: [...path, at, 'resources', index] })),
    ),
  );
}

function knownAppointments({ world, expect }: ScenarioParts): Finding[] {
  if (world === undefined) return [];
  const ids = placedAppointments(world).map(({ appointment }) => appointment.id);
  const moved = (expect?.world.moved ?? []).flatMap(({ id }, index) =>
    unknown(id, ids, 'appointment of the world', ['expect', 'world', 'moved', index, 'id']),
  );
  const cancelled = (expect?.world.cancelled ?? []).flatMap((id, index) =>
    unknown(id, ids, 'appointment of the world', ['expect', 'world', 'cancelled', index]),
  );
  return [...moved, ...cancelled];
}

function placedAppointments(
  world: World | undefined,
): { appointment: GivenAppointment; path: (string | number)[] }[] {
  const own = (world?.calendar?.appointments ?? []).map((appointment, index) => ({
    appointment,
    path: ['world', 'calendar', 'appointments', index],
  }));
  const later = (world?.meanwhile ?? []).flatMap(({ appointments }, at) =>
    (appointments ?? []).map((appointment, index) => ({
      appointment,
      path: ['world', 'meanwhile', at, 'appointments', index],
    })),
  );
  return [...own, ...later];
}

function unknown(
  name: string,
  known: readonly string[],
  what: string,
  path: Finding['path'],
  at: Finding['at'] = 'value',
): Finding[] {
  if (known.includes(name)) return [];
  const hint = didYouMean(name, known, known.length === 0 ? '' : `; there is ${quotedList(known)}`);
  return [{ path, at, message: `there is no ${what} "${name}"${hint}` }];
}
