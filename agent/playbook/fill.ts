/** `{day}`, `{first_name}`: a word in braces that is filled in during the call. */
const PLACEHOLDER = /\{([^{}]*)\}/g;

/** A text asks for something that nobody gave. A mistake in the playbook or in the code that fills it. */
export class UnknownPlaceholder extends Error {
  override readonly name = 'UnknownPlaceholder';
  readonly placeholder: string;
  readonly text: string;

  constructor(placeholder: string, text: string, known: readonly string[]) {
    const given = known.length === 0 ? 'nothing' : known.map((name) => `{${name}}`).join(', ');
    super(`"${text}" asks for {${placeholder}}, but only ${given} can be filled in here.`);
    this.placeholder = placeholder;
    this.text = text;
  }
}

/** The names of all placeholders of a text, in order, each once. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))];
}

/**
 * Puts the values into the text's placeholders. Values are put in as they are: a value that holds braces
 * is not filled again. Throws `UnknownPlaceholder` when the text asks for a value that is not there.
 */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new UnknownPlaceholder(name, text, Object.keys(values));
    return value;
  });
}
