import * as z from 'zod';
import { group, lenient } from './lenient.ts';

export const DraftCondition = z
  .object({
    field: lenient(z.string()),
    variable: lenient(z.string()),
    tool: lenient(z.string()),
    outcome: lenient(z.string()),
    is: lenient(z.string()),
    isNot: lenient(z.string()),
    atLeast: lenient(z.number()),
    atMost: lenient(z.number()),
  })
  .catch({});
export type DraftCondition = z.infer<typeof DraftCondition>;

export const DraftWhen = lenient(z.union([z.array(DraftCondition), DraftCondition]));
export type DraftWhen = z.infer<typeof DraftWhen>;

const DraftBranch = z.object({ when: DraftWhen, go: lenient(z.string()) }).catch({});
export const DraftNext = lenient(z.union([z.string(), z.array(DraftBranch)]));
export type DraftNext = z.infer<typeof DraftNext>;

const Names = lenient(z.array(lenient(z.string())));
export const DraftStep = z
  .object({
    collect: Names,
    only: lenient(z.record(z.string(), DraftCondition)),
    tool: lenient(z.string()),
    input: lenient(z.record(z.string(), z.unknown())),
    say: lenient(z.unknown()),
    confirm: lenient(z.unknown()),
    flow: lenient(z.string()),
    forget: Names,
    handover: lenient(z.string()),
    done: lenient(z.unknown()),
    next: DraftNext,
    failed: DraftNext,
  })
  .catch({});
export type DraftStep = z.infer<typeof DraftStep>;

/** The steps of a goal or a flow, as far as they are there. */
export const DraftSteps = { start: DraftNext, steps: lenient(z.record(z.string(), DraftStep)) };
export const DraftFlow = z.object(DraftSteps).catch({});
export type DraftFlow = z.infer<typeof DraftFlow>;
export const DraftFlows = group(DraftFlow);
