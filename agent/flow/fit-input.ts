import type { ToolSpec } from '../playbook/compiled-playbook.ts';

/**
 * A tool's input with each value of the type that the tool's schema wants: the values of fields and variables are
 * texts. A text that cannot be such a value stays as it is, and the tool says what is wrong with it.
 */
export function fitInput(
  spec: ToolSpec | undefined,
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      typeof value === 'string' ? fitValue(typeOfKey(spec, key), value) : value,
    ]),
  );
}

/** The JSON Schema type of a key of a tool's input; undefined where the schema names none or several. */
export function typeOfKey(spec: Pick<ToolSpec, 'inputSchema'> | undefined, key: string): string | undefined {
  const property = member(member(spec?.inputSchema, 'properties'), key);
  const type = member(property, 'type');
  return typeof type === 'string' ? type : undefined;
}

function fitValue(type: string | undefined, value: string): string | number | boolean {
  switch (type) {
    case 'number':
    case 'integer':
      return value.trim() === '' || Number.isNaN(Number(value)) ? value : Number(value);
    case 'boolean':
      return value === 'yes' ? true : value === 'no' ? false : value;
    default:
      return value;
  }
}

function member(of: unknown, key: string): unknown {
  if (typeof of !== 'object' || of === null) return undefined;
  return Object.entries(of).find(([name]) => name === key)?.[1];
}
