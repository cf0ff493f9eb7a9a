/** A place in a sentence from which phrases go on to another place. */
export interface Place {
  name: string;
  /** Whether a sentence may end here. */
  ends: boolean;
}

/** Phrases that lead from one place to another. */
export interface Leg {
  from: Place;
  to: Place;
  /** How common this leg is beside the others that leave `from`. All its phrases share it evenly. */
  weight: number;
  /** Lower-case words with single spaces. The empty phrase goes from place to place without a word. */
  phrases: readonly string[];
}

/** What may be said: every way through the legs from `start` to a place where a sentence may end. */
export interface Network {
  start: Place;
  legs: readonly Leg[];
}

/** One word from one state to the next; no word where `word` is absent. */
export interface Arc {
  from: number;
  to: number;
  probability: number;
  word?: string;
}

/** A finite-state grammar: state 0 is the first, and there is one last. */
export interface StateGraph {
  states: number;
  final: number;
  arcs: Arc[];
}

/** The phrases of a list that is written with `|` between them, for source code that reads well. */
export function phrasesIn(list: string): string[] {
  return list
    .split('|')
    .map((phrase) => wordsIn(phrase).join(' '))
    .filter((phrase) => phrase !== '');
}

export function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Every phrase of one list followed by every phrase of the next. */
export function combine(...lists: (readonly string[])[]): string[] {
  return lists.reduce<string[]>(
    (heads, tails) => heads.flatMap((head) => tails.map((tail) => `${head} ${tail}`.trim())),
    [''],
  );
}

/**
 * The network without the phrases that hold a word for which `has` is false: a decoder refuses a grammar with
 * a word that it cannot pronounce. `leftOut` is told each such word, as often as a phrase was dropped for it.
 */
export function keepPronounceable(
  network: Network,
  has: (word: string) => boolean,
  leftOut: (word: string) => void,
): Network {
  const legs = network.legs.map((leg) => ({
    ...leg,
    phrases: leg.phrases.filter((phrase) => {
      const unknown = wordsIn(phrase).filter((word) => !has(word));
      unknown.forEach(leftOut);
      return unknown.length === 0;
    }),
  }));
  return { start: network.start, legs: legs.filter((leg) => leg.phrases.length > 0) };
}

/**
 * The network as states and arcs. Phrases that leave a place are written as one tree, so that words with which
 * several begin are searched once: a decoder follows every branch at the same time, and the width of the graph
 * at the places is what recognition costs.
 */
export function toGraph(network: Network): StateGraph {
  const arcs: Arc[] = [];
  const stateOf = new Map<Place, number>([[network.start, 0]]);
  for (const { from, to } of network.legs)
    for (const place of [from, to]) if (!stateOf.has(place)) stateOf.set(place, stateOf.size);
  let states = stateOf.size;
  for (const [place, state] of [...stateOf])
    grow(
      branchesFrom(place, network.legs, stateOf),
      state,
      () => states++,
      (arc) => arcs.push(arc),
    );
  const final = states++;
  for (const [place, state] of stateOf) if (place.ends) arcs.push({ from: state, to: final, probability: 1 });
  return { states, final, arcs };
}

/** What is left of a phrase on the way to `to`. */
interface Branch {
  words: string[];
  weight: number;
  to: number;
}

function branchesFrom(place: Place, legs: readonly Leg[], stateOf: ReadonlyMap<Place, number>): Branch[] {
  return legs.flatMap((leg) => {
    const to = stateOf.get(leg.to);
    if (leg.from !== place || to === undefined) return [];
    const weight = leg.weight / leg.phrases.length;
    return leg.phrases.map((phrase) => ({ words: wordsIn(phrase), weight, to }));
  });
}

function grow(branches: Branch[], from: number, newState: () => number, add: (arc: Arc) => void): void {
  const total = sum(branches);
  for (const [word, group] of Map.groupBy(branches, (branch) => branch.words[0])) {
    const rest = group.map((branch) => ({ ...branch, words: branch.words.slice(1) }));
    if (word === undefined) {
      for (const { to, weight } of rest) add({ from, to, probability: weight / total });
      continue;
    }
    const [only] = rest;
    const straight = only !== undefined && rest.length === 1 && only.words.length === 0;
    const to = straight ? only.to : newState();
    add({ from, to, word, probability: sum(group) / total });
    if (!straight) grow(rest, to, newState, add);
  }
}

function sum(branches: readonly Branch[]): number {
  return branches.reduce((total, branch) => total + branch.weight, 0);
}

/** The graph in the text format of CMU Sphinx's finite-state grammars. */
export function toFsg({ states, final, arcs }: StateGraph): string {
  const lines = arcs.map(({ from, to, probability, word }) =>
    `TRANSITION ${from} ${to} ${probability.toPrecision(6)} ${word ?? ''}`.trim(),
  );
  return [
    'FSG_BEGIN call',
    `NUM_STATES ${states}`,
    'START_STATE 0',
    `FINAL_STATE ${final}`,
    ...lines,
    'FSG_END',
    '',
  ].join('\n');
}
