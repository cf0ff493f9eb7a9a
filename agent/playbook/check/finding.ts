/** Where something stands in a playbook: keys and list positions from the root. */
export type Path = readonly (string | number)[];

/** Something wrong, before anyone looked up in which line it stands. */
export interface Finding {
  path: Path;
  /** Whether the key or what stands after it is meant. */
  at: 'key' | 'value';
  /** What is wrong and what would be right. */
  message: string;
  /** True when the finding is that something is not there. */
  absence?: boolean;
  /** True when it says better what the form also finds wrong in this place, and is told instead. */
  instead?: boolean;
}

/** `goals.book.collect[2]`, for a message. */
export function pathText(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step + 1}]` : index === 0 ? step : `.${step}`))
    .join('');
}

/** `"a", "b" and "c"`, for a message. */
export function quotedList(words: Iterable<string>): string {
  const quoted = [...words].map((word) => `"${word}"`);
  const last = quoted.pop();
  if (last === undefined) return 'nothing';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}

/** Entries of a list that were there before. */
export function repeated(path: readonly string[], entries: readonly (string | undefined)[]): Finding[] {
  return entries.flatMap((entry, index) =>
    entry === undefined || entries.indexOf(entry) === index
      ? []
      : [
          {
            path: [...path, index],
            at: 'value' as const,
            message: `"${entry}" is in this list twice; keep one`,
          },
        ],
  );
}
