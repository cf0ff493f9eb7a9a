import { describe, expect, it } from 'vitest';
import { MAX_FOUND, retrieve } from '../../../agent/knowledge/retrieve.ts';
import { compile } from '../../../agent/playbook/compile.ts';
import { aPlaybookSource } from '../../builders/a-playbook.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';
import { manyPassages } from '../../builders/passages.ts';

const sources = (asked: string) => retrieve(dentalPlaybook(), 'en-US', asked).map(({ source }) => source);

describe('what the business knows', () => {
  it.each([
    ['do you put in braces', 'knowledge/en-US/treatments.md'],
    ['how long does whitening take', 'knowledge/en-US/treatments.md'],
    ['i am scared of the dentist what can you do about fear', 'knowledge/en-US/treatments.md'],
    ['can i get in with a wheelchair', 'knowledge/en-US/your-visit.md'],
    ['which bus stops near you', 'knowledge/en-US/your-visit.md'],
    ['can i pay by check', 'knowledge/en-US/your-visit.md'],
    ['where can i park my car', 'knowledge.parking'],
    ['does it hurt', 'knowledge/en-US/treatments.md'],
  ])('is found by a question in other words: %s', (asked, source) => {
    expect(sources(asked)[0]).toContain(source);
  });

  it('is found despite a letter that the recogniser got wrong', () => {
    expect(sources('do you have a weelchair ramp')[0]).toContain('your-visit.md');
  });

  it('has no warning of danger in it, whatever words of it a question shares', () => {
    for (const asked of ['does it hurt', 'can i breathe through my nose', 'is there bleeding'])
      expect(sources(asked)).not.toContain('knowledge.emergency');
  });

  it.each([
    'do you sell giraffes',
    'what is the capital of france',
    'how is the weather',
    'what',
    '',
    'what name is it under',
  ])('is not made up where nothing fits: "%s"', (asked) => {
    expect(sources(asked)).toEqual([]);
  });

  it('finds the one of two thousand passages that was asked for, and few beside it', () => {
    const playbook = compile(aPlaybookSource(), manyPassages(2_000));
    const found = retrieve(playbook, 'en-US', 'what does item1234 cost');
    expect(found[0]?.source).toBe('knowledge/en-US/list.md:1235');
    const common = retrieve(playbook, 'en-US', 'how much to repair the boiler in the kitchen');
    expect(common.map(({ source }) => source)).toEqual([
      'knowledge/en-US/list.md:1',
      'knowledge/en-US/list.md:1001',
    ]);
    expect(retrieve(playbook, 'en-US', 'repair boiler')).toHaveLength(MAX_FOUND);
  });
});
