import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  combine,
  keepPronounceable,
  type Leg,
  type Network,
  type Place,
  phrasesIn,
  toFsg,
  toGraph,
} from '../../../local/engines/grammar/network.ts';
import { acceptorOf } from '../../builders/accepts.ts';

const WORDS = ['a', 'b', 'c', 'd'];
const phrase = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '));

/** A chain of places with phrases from each to the next. */
const chain: fc.Arbitrary<{ network: Network; places: Place[] }> = fc
  .array(fc.array(fc.uniqueArray(phrase, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((steps) => {
    const places = [...steps, []].map((_, n): Place => ({ name: `place ${n}`, ends: n === steps.length }));
    const legs = steps.flatMap((lists, n) =>
      lists.flatMap((phrases, weight): Leg[] => {
        const [from, to] = places.slice(n, n + 2);
        return from === undefined || to === undefined ? [] : [{ from, to, weight: weight + 1, phrases }];
      }),
    );
    const [start] = places;
    if (start === undefined) throw new Error('A chain has a start.');
    return { network: { start, legs }, places };
  });

describe('a network of phrases', () => {
  it('can say every way through its legs', () => {
    fc.assert(
      fc.property(chain, fc.infiniteStream(fc.nat()), ({ network, places }, choices) => {
        const said = places.slice(0, -1).map((place) => {
          const phrases = network.legs.filter((leg) => leg.from === place).flatMap((leg) => leg.phrases);
          return phrases[(choices.next().value ?? 0) % phrases.length] ?? '';
        });
        expect(acceptorOf(network)(said.join(' '))).toBe(true);
      }),
    );
  });

  it('says nothing that breaks off where a sentence may not end', () => {
    const start: Place = { name: 'start', ends: false };
    const end: Place = { name: 'end', ends: true };
    const accepts = acceptorOf({
      start,
      legs: [{ from: start, to: end, weight: 1, phrases: ['next tuesday'] }],
    });
    expect(accepts('next tuesday')).toBe(true);
    expect(accepts('next')).toBe(false);
    expect(accepts('next tuesday next')).toBe(false);
    expect(accepts('')).toBe(false);
  });

  it('leaves each state with probabilities that add up to one', () => {
    fc.assert(
      fc.property(chain, ({ network }) => {
        const { arcs, final } = toGraph(network);
        const leaving = Map.groupBy(
          arcs.filter((arc) => arc.to !== final),
          (arc) => arc.from,
        );
        for (const group of leaving.values())
          expect(group.reduce((sum, arc) => sum + arc.probability, 0)).toBeCloseTo(1);
      }),
    );
  });

  it('searches a word once with which several phrases begin', () => {
    const start: Place = { name: 'start', ends: false };
    const end: Place = { name: 'end', ends: true };
    const phrases = phrasesIn("i'd like to book | i'd like to cancel | i'd like tuesday");
    const { arcs } = toGraph({ start, legs: [{ from: start, to: end, weight: 1, phrases }] });
    expect(arcs.filter((arc) => arc.word === "i'd")).toHaveLength(1);
    expect(arcs.filter((arc) => arc.word === 'like')).toHaveLength(1);
    expect(arcs.filter((arc) => arc.word === 'to')).toHaveLength(1);
  });

  it('is left without the phrases that cannot be pronounced, and tells them', () => {
    const start: Place = { name: 'start', ends: false };
    const end: Place = { name: 'end', ends: true };
    const leftOut: string[] = [];
    const network = keepPronounceable(
      { start, legs: [{ from: start, to: end, weight: 1, phrases: ['a cleaning', 'a xyzzy'] }] },
      (word) => word !== 'xyzzy',
      (text) => leftOut.push(text),
    );
    expect(leftOut).toEqual(['xyzzy']);
    expect(acceptorOf(network)('a cleaning')).toBe(true);
    expect(acceptorOf(network)('a xyzzy')).toBe(false);
  });

  it('is written in the format of Sphinx', () => {
    const start: Place = { name: 'start', ends: false };
    const end: Place = { name: 'end', ends: true };
    const legs = [{ from: start, to: end, weight: 1, phrases: ['yes', 'no'] }];
    expect(toFsg(toGraph({ start, legs })).split('\n')).toEqual([
      'FSG_BEGIN call',
      'NUM_STATES 3',
      'START_STATE 0',
      'FINAL_STATE 2',
      'TRANSITION 0 1 0.500000 yes',
      'TRANSITION 0 1 0.500000 no',
      'TRANSITION 1 2 1.00000',
      'FSG_END',
      '',
    ]);
  });

  it('combines lists of phrases in every order of choice', () => {
    expect(combine(['this', 'next'], ['monday', 'friday'])).toEqual([
      'this monday',
      'this friday',
      'next monday',
      'next friday',
    ]);
  });
});
