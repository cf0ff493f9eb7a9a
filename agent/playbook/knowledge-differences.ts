import type { Passage } from './passage.ts';

/** What stands under each heading of each knowledge file: file, then title, then text. */
type Files = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * What changed in the knowledge files from one version to another, one sentence a section, named by its headings.
 * Questions and answers of `playbook.yaml` are not looked at: they are part of the playbook itself.
 */
export function knowledgeDifferences(before: readonly Passage[], after: readonly Passage[]): string[] {
  const [earlier, later] = [filesOf(before), filesOf(after)];
  const gone = [...earlier.keys()].filter((file) => !later.has(file));
  return [
    ...[...later].flatMap(([file, sections]) => {
      const old = earlier.get(file);
      return old === undefined
        ? [`${file} is new`]
        : inFile(old, sections).map((change) => `${file}: ${change}`);
    }),
    ...gone.map((file) => `${file} is gone`),
  ];
}

function inFile(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const gone = [...before.keys()].filter((title) => !after.has(title));
  return [
    ...[...after].flatMap(([title, text]) => {
      const old = before.get(title);
      if (old === undefined) return [`"${title}" is new`];
      return old === text ? [] : [`what stands under "${title}" changed`];
    }),
    ...gone.map((title) => `"${title}" is gone`),
  ];
}

function filesOf(passages: readonly Passage[]): Files {
  const files = new Map<string, Map<string, string>>();
  for (const { source, title, text } of passages) {
    // `knowledge/en-US/fees.md:12`; a passage that only moved to another line has not changed.
    const file = /^(.*\.md):\d+$/.exec(source)?.[1];
    if (file === undefined) continue;
    const sections = files.get(file) ?? new Map<string, string>();
    sections.set(title, [sections.get(title), text].filter(Boolean).join('\n'));
    files.set(file, sections);
  }
  return files;
}
