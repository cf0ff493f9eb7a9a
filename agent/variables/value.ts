import type { VariableType } from '../playbook/schema.ts';
import { clip } from '../text/clip.ts';
import { MAX_VARIABLE_CHARACTERS } from '../turn/turn-request.ts';

const YES = new Set(['yes', 'true', '1']);
const NO = new Set(['no', 'false', '0']);

/**
 * A value as a variable of that type keeps it: a text on one line, clipped; a number in digits; `yes` or `no`.
 * Undefined when it is none. Takes what lines and tools send: `true` and `1` are a yes.
 */
export function variableValue(type: VariableType, given: string): string | undefined {
  const plain = given.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  if (plain === '') return undefined;
  switch (type) {
    case 'text':
      return clip(plain, MAX_VARIABLE_CHARACTERS);
    case 'number':
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(plain) ? String(Number(plain)) : undefined;
    case 'yes-no': {
      const word = plain.toLowerCase();
      return YES.has(word) ? 'yes' : NO.has(word) ? 'no' : undefined;
    }
  }
}
