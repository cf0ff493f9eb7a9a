import type { StepGraph, StepNode, WrittenWay } from './step-graph.ts';

/** What of the fields is known when a call comes to a step. */
export interface KnownHere {
  /** On every way that leads there. */
  surely: ReadonlySet<string>;
  /** On some way that leads there. */
  maybe: ReadonlySet<string>;
  /** Steps with tools that lie on some way there, by their names. */
  tools: ReadonlySet<string>;
}

/**
 * What is known at each step that can be reached, by its id: a step that is missing here is never reached. Goes
 * round until nothing changes any more, because a step that forgets leads back.
 */
export function knownFields({ start, nodes }: StepGraph): ReadonlyMap<string, KnownHere> {
  const known = new Map<string, KnownHere>();
  const nothing: KnownHere = { surely: new Set(), maybe: new Set(), tools: new Set() };
  const waiting: string[] = [];
  const arrive = (ways: readonly WrittenWay[], before: KnownHere): void => {
    for (const { to, conditions } of ways) {
      if (to === undefined || !nodes.has(to)) continue;
      const asked = conditions.flatMap(({ field }) => (field === undefined ? [] : [field]));
      const with_ = { ...before, surely: new Set([...before.surely, ...asked]) };
      const earlier = known.get(to);
      const joined = earlier === undefined ? with_ : join(earlier, with_);
      if (earlier !== undefined && sameSize(earlier, joined)) continue;
      known.set(to, joined);
      waiting.push(to);
    }
  };
  arrive(start, nothing);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const [node, here] = [nodes.get(id), known.get(id)];
    if (node !== undefined && here !== undefined) arrive(node.ways, after(node, here));
  }
  return known;
}

/** What is known once a step was done. */
export function after({ id, step }: StepNode, { surely, maybe, tools }: KnownHere): KnownHere {
  const collected = (step.collect ?? []).filter((field) => field !== undefined);
  const always = collected.filter((field) => !Object.hasOwn(step.only ?? {}, field));
  const forgotten = new Set(step.forget ?? []);
  const ran = step.tool === undefined ? [] : [id, id.split('/').at(-1) ?? id, step.tool];
  return {
    surely: new Set([...surely, ...always].filter((field) => !forgotten.has(field))),
    maybe: new Set([...maybe, ...collected]),
    tools: new Set([...tools, ...ran]),
  };
}

/** What is known where two ways meet. */
function join(one: KnownHere, other: KnownHere): KnownHere {
  return {
    surely: new Set([...one.surely].filter((field) => other.surely.has(field))),
    maybe: new Set([...one.maybe, ...other.maybe]),
    tools: new Set([...one.tools, ...other.tools]),
  };
}

function sameSize(one: KnownHere, other: KnownHere): boolean {
  return (
    one.surely.size === other.surely.size &&
    one.maybe.size === other.maybe.size &&
    one.tools.size === other.tools.size
  );
}
