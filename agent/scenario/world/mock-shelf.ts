import { isDeepStrictEqual } from 'node:util';
import type { ToolMock } from '../schema/world.ts';

/** The mocks of a scenario, each of which answers as often as it may. */
export interface MockShelf {
  /** Whether a tool is mocked at all. */
  mocks(tool: string): boolean;
  /** The first mock that is for this input and has not been used up; from then on it has answered once more. */
  take(tool: string, input: unknown): ToolMock | undefined;
}

export function mockShelf(all: readonly ToolMock[]): MockShelf {
  const answered = new Map<ToolMock, number>();
  return {
    mocks: (tool) => all.some((mock) => mock.tool === tool),
    take(tool, input) {
      const mock = all.find(
        (each) =>
          each.tool === tool &&
          (answered.get(each) ?? 0) < (each.times ?? Number.POSITIVE_INFINITY) &&
          hasValues(input, each.when ?? {}),
      );
      if (mock !== undefined) answered.set(mock, (answered.get(mock) ?? 0) + 1);
      return mock;
    },
  };
}

/** Whether the input holds these values, whatever else it holds. */
export function hasValues(input: unknown, wanted: Readonly<Record<string, unknown>>): boolean {
  const values = new Map(Object.entries(Object(input)));
  return Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(values.get(key), value));
}
