import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { differences } from '../../../agent/playbook/differences.ts';
import { PlaybookSource } from '../../../agent/playbook/schema.ts';
import { steppedWith } from '../../builders/stepped-text.ts';

const read = (text: string) => PlaybookSource.parse(parse(text));

it('ways on from a step that changed are told as the conditions they are', () => {
  const after = read(steppedWith(['atMost: 50', 'atMost: 80'], ['failed: person', 'failed: who']));
  expect(differences(read(steppedWith()), after)).toEqual([
    'goals.advise.steps.priced.next was to cheap if price is at most 50, else to who and is now to cheap if price is at most 80, else to who',
    'goals.advise.steps.priced.failed was "person" and is now "who"',
  ]);
});
