import { type Network, toGraph, wordsIn } from '../../local/engines/grammar/network.ts';

/** Tells whether a sentence can be said in a network: whether some way through its graph has these words. */
export function acceptorOf(network: Network): (sentence: string) => boolean {
  const { arcs, final } = toGraph(network);
  const byState = Map.groupBy(arcs, (arc) => arc.from);
  const closure = (states: Iterable<number>): Set<number> => {
    const reached = new Set(states);
    for (const state of reached) // a set goes on over what is added to it
      for (const arc of byState.get(state) ?? []) if (arc.word === undefined) reached.add(arc.to);
    return reached;
  };
  return (sentence) => {
    let states = closure([0]);
    for (const word of wordsIn(sentence)) {
      const next = [...states]
        .flatMap((state) => byState.get(state) ?? [])
        .filter((arc) => arc.word === word);
      states = closure(next.map((arc) => arc.to));
    }
    return states.has(final);
  };
}
