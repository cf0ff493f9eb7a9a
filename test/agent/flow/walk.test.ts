import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallState } from '../../../agent/call/call-state.ts';
import { foldStep } from '../../../agent/call/fold-steps.ts';
import type { StepTaken } from '../../../agent/flow/mark.ts';
import { signatureOf } from '../../../agent/flow/signature.ts';
import { type Walk, walk } from '../../../agent/flow/walk.ts';
import { graphOf } from '../../../agent/playbook/graph.ts';
import type { Step } from '../../../agent/playbook/schema.ts';
import { aCallState } from '../../builders/a-call-state.ts';
import { aSteppedPlaybook, aSteppedSource } from '../../builders/a-stepped-playbook.ts';

const FIELDS = ['alpha', 'beta', 'gamma'] as const;
const VALUES = ['1', '2'] as const;
const PLAYBOOK = aSteppedPlaybook();
const en = (text: string) => ({ 'en-US': text });

type Steps = Record<string, Step>;
type Values = Record<string, string>;

/** Ways on to later steps, or (if `back` is allowed) to any; the last one is open. */
function ways(index: number, count: number, back: boolean) {
  const to = fc.integer({ min: back ? 0 : index + 1, max: count }).map((step) => `s${step}`);
  const when = fc.oneof(
    // As the check wants it, conditions look at what a step before asks for: the first one does.
    fc.record({ field: fc.constantFrom('alpha', 'beta'), is: fc.constantFrom(...VALUES) }),
    fc.record({ variable: fc.constantFrom('v0', 'v1', 'v2'), is: fc.constantFrom(...VALUES) }),
    fc.record({ tool: fc.constant('check_area'), outcome: fc.constantFrom('ok', 'failed') }),
  );
  return fc
    .tuple(fc.array(fc.record({ when, go: to }), { maxLength: 2 }), to)
    .map(([branches, last]) => [...branches, { go: last }]);
}

function aStep(index: number, count: number, back: boolean): fc.Arbitrary<Step> {
  const next = ways(index, count, back);
  const field = fc.constantFrom(...FIELDS);
  return fc.oneof(
    fc.record({ collect: fc.uniqueArray(field, { minLength: 1 }), next }),
    fc.record({
      tool: fc.constant('check_area'),
      input: field.map((name) => ({ zip: { field: name } })),
      next,
      failed: next,
    }),
    fc.record({ say: field.map((name) => en(`So it is {${name}}.`)), next }),
    fc.record({ confirm: field.map((name) => en(`{${name}}?`)), next }),
    fc.record({ next }),
    ...(back ? [fc.record({ forget: fc.uniqueArray(field, { minLength: 1 }), next })] : []),
  );
}

/** Steps `s0` to the last, which is the end. */
function someSteps(back: boolean): fc.Arbitrary<Steps> {
  return fc.integer({ min: 1, max: 8 }).chain((count) =>
    fc.tuple(...Array.from({ length: count }, (_, index) => aStep(index, count, back))).map(
      (steps): Steps => ({
        ...Object.fromEntries(steps.map((step, index) => [`s${index}`, step])),
        begin: { collect: ['alpha', 'beta'], next: 's0' },
        [`s${count}`]: { done: en('Done.') },
      }),
    ),
  );
}

const someValues = fc.record({
  alpha: fc.constantFrom(...VALUES),
  beta: fc.constantFrom(...VALUES),
  gamma: fc.constantFrom(...VALUES),
});

const SOURCE = aSteppedSource();
const AREA = SOURCE.fields.zip;
if (AREA === undefined) throw new Error('The builder has no zip code.');
const TYPES = { alpha: AREA, beta: AREA, gamma: AREA };

/** A caller who answers every question, and tools that answer by what they are given. */
class Rehearsal {
  state: CallState = aCallState({ goal: 'quote', turn: 4 });
  readonly #steps: Steps;

  constructor(steps: Steps) {
    this.#steps = steps;
  }

  walk(): Walk {
    const { fields, variables = {}, steps: marks = {}, appointment } = this.state;
    return walk(graphOf({ start: 'begin', steps: this.#steps }, undefined), {
      goal: 'quote',
      types: TYPES,
      collected: FIELDS,
      fields,
      variables,
      appointment,
      keeps: [],
      marks,
      turn: 5,
      reasks: 2,
    });
  }

  say(field: string, value: string): void {
    const known = { value, spoken: value, confirmed: false, turn: 4 };
    this.state = { ...this.state, fields: { ...this.state.fields, [field]: known } };
  }

  /** Goes on with these answers until the end, or for as many steps. */
  goOn(answers: Values, most = 100): Walk {
    for (let taken = 0; taken < most; taken += 1) {
      const { standing, asked } = this.walk();
      if (standing.at === 'collect')
        for (const field of standing.missing) this.say(field, answers[field] ?? '1');
      else if (standing.at === 'say' || standing.at === 'confirm')
        this.#take(standing.node.id, { outcome: 'said', of: standing.of });
      else if (standing.at === 'tool') this.#run(standing.node.id, standing.input.zip, standing.of);
      else if (standing.at === 'forget')
        this.#take(standing.node.id, { outcome: 'forgotten', of: standing.of, forget: [...standing.fields] });
      else return { standing, asked };
    }
    return this.walk();
  }

  #run(step: string, zip: unknown, of: string): void {
    const index = Number(step.slice(1));
    const failed = zip === '2' && index % 2 === 0;
    const sets = failed ? {} : { [`v${index % 3}`]: String(zip) };
    this.state = { ...this.state, variables: { ...this.state.variables, ...sets } };
    this.#take(step, { outcome: failed ? 'not-found' : 'ok', of, ...(failed ? {} : { sets }) });
  }

  #take(step: string, taken: Pick<StepTaken, 'outcome' | 'of' | 'forget' | 'sets'>): void {
    this.state = foldStep(this.state, { goal: 'quote', step, tools: 0, ...taken }, PLAYBOOK);
  }
}

describe('the walk through steps', () => {
  it('comes to the end of every graph without circles, and is never stuck on its way', () => {
    fc.assert(
      fc.property(someSteps(false), someValues, (steps, values) => {
        expect(new Rehearsal(steps).goOn(values).standing.at).toBe('done');
      }),
    );
  });

  it('ends in any graph, whatever its marks say', () => {
    fc.assert(
      fc.property(someSteps(true), someValues, fc.nat({ max: 40 }), (steps, values, most) => {
        const rehearsal = new Rehearsal(steps);
        rehearsal.goOn(values, most);
        expect(rehearsal.walk().asked.length).toBeLessThanOrEqual(FIELDS.length);
      }),
    );
  });

  it('leads a corrected field to where it would have led if given right at first', () => {
    fc.assert(
      fc.property(
        someSteps(false),
        someValues,
        fc.constantFrom(...FIELDS),
        fc.nat({ max: 20 }),
        (steps, right, wrong, after) => {
          const corrected = new Rehearsal(steps);
          corrected.goOn({ ...right, [wrong]: right[wrong] === '1' ? '2' : '1' }, after);
          if (corrected.state.fields[wrong] !== undefined) corrected.say(wrong, right[wrong]);
          const atFirst = new Rehearsal(steps);
          expect(corrected.goOn(right)).toEqual(atFirst.goOn(right));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('forgets nothing of a caller in its marks', () => {
    expect(signatureOf([['phone', '+12065550122']])).toMatch(/^[0-9a-f]{16}$/);
  });
});
