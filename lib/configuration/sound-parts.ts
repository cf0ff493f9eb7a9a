import type { z } from 'zod';

type Sections = Readonly<Record<string, unknown>>;
type Path = readonly PropertyKey[];

/** Whether a value has named parts, as a configuration and each of its sections have. */
export function isSections(value: unknown): value is Sections {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * What of a configuration has no problem of its own, so that a run that finds problems of form can check how the
 * rest fits together too: whole parts, and of Connect the single agents. Chime is left out with any agent, whose bot
 * it may share.
 */
export function soundParts(written: Sections, issues: readonly z.core.$ZodIssue[]): Sections {
  const paths = issues.flatMap(pathsOf);
  const agents = paths.filter(isOfAgent).map(([, , id]) => id);
  const parts = paths.filter((path) => !isOfAgent(path)).map(([part]) => part);
  const hasLostBots = agents.length > 0 || parts.includes('connect');
  const { connect, ...rest } = without(written, hasLostBots ? [...parts, 'chimePstn'] : parts);
  if (!isSections(connect) || !isSections(connect.agents)) return rest;
  return { ...rest, connect: { ...connect, agents: without(connect.agents, agents) } };
}

/** Where a problem is; that of unknown keys is told where they are not known. */
function pathsOf(issue: z.core.$ZodIssue): Path[] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

function isOfAgent([part, list, ...agent]: Path): boolean {
  return part === 'connect' && list === 'agents' && agent.length > 0;
}

function without(sections: Sections, keys: readonly unknown[]): Sections {
  return Object.fromEntries(Object.entries(sections).filter(([key]) => !keys.includes(key)));
}
