import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PASSAGE_CHARACTERS } from '../../../agent/knowledge/split-document.ts';
import { passagesOf } from '../../builders/passages.ts';

const texts = (markdown: string) => passagesOf(markdown).map(({ text }) => text);

describe('a Markdown file', () => {
  it('becomes passages that know their line and the headings above them', () => {
    expect(
      passagesOf('# Fees\n\n## Late\n\nTwenty dollars.\n\nAfter a week forty.\n\n# Pets\n\nDogs only.'),
    ).toEqual([
      {
        source: 'knowledge/en-US/notes.md:5',
        locale: 'en-US',
        title: 'Fees, Late',
        text: 'Twenty dollars. After a week forty.',
      },
      { source: 'knowledge/en-US/notes.md:11', locale: 'en-US', title: 'Pets', text: 'Dogs only.' },
    ]);
  });

  it.each([
    ['bold, italics and code', 'It is **very** _good_ `now`.', 'It is very good now.'],
    ['links and images', 'See [our page](https://example.com) ![a map](map.png).', 'See our page a map.'],
    ['lists', '- one thing\n- another', 'one thing. another.'],
    ['tables', '| Cut | 30 |\n|---|---|\n| Color | 90 |', 'Cut, 30. Color, 90.'],
    ['quotes', '> Bring your card.', 'Bring your card.'],
    ['tags', 'One<br/>two', 'One two'],
    ['comments', 'Before <!-- not\nthis --> after', 'Before after'],
    ['front matter', '---\ntitle: x\n---\nText.', 'Text.'],
  ])('is made plain: %s', (_, markdown, plain) => {
    expect(texts(markdown)).toEqual([plain]);
  });

  it('is cut at the ends of sentences where a paragraph is long', () => {
    const long = texts('This sentence has exactly six words. '.repeat(60));
    expect(long.length).toBeGreaterThan(3);
    for (const text of long) expect(text).toMatch(/^This .*words\.$/);
  });

  it('loses no word and makes no passage longer than allowed, whatever it says', () => {
    const word = fc.stringMatching(/^[a-zA-Z0-9]{1,900}$/);
    const line = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const found = texts(lines.join('\n'));
        expect(found.every((text) => text.length <= MAX_PASSAGE_CHARACTERS && text !== '')).toBe(true);
        expect(found.join('').replaceAll(' ', '')).toBe(lines.join('').replaceAll(' ', ''));
      }),
    );
  });

  it('of any characters is split without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        for (const passage of passagesOf(text))
          expect(passage.text.length).toBeLessThanOrEqual(MAX_PASSAGE_CHARACTERS);
      }),
    );
  });
});
