import { expect, it } from 'vitest';
import { knowledgeDifferences } from '../../../agent/playbook/knowledge-differences.ts';
import type { Passage } from '../../../agent/playbook/passage.ts';

function passage(file: string, line: number, title: string, text: string): Passage {
  return { source: `knowledge/en-US/${file}:${line}`, locale: 'en-US', title, text };
}

it('names what came, went and changed in knowledge files by file and heading', () => {
  const before = [
    passage('fees.md', 3, 'Fees', 'Sixty dollars.'),
    passage('fees.md', 7, 'Fees > Flats', 'Twenty dollars.'),
    passage('parking.md', 3, 'Parking', 'Behind the shop.'),
  ];
  const after = [
    passage('fees.md', 3, 'Fees', 'Seventy dollars.'),
    passage('fees.md', 9, 'Fees > Wheels', 'Forty dollars.'),
    passage('rentals.md', 1, 'Rentals', 'We have six bikes.'),
  ];
  expect(knowledgeDifferences(before, after)).toEqual([
    'knowledge/en-US/fees.md: what stands under "Fees" changed',
    'knowledge/en-US/fees.md: "Fees > Wheels" is new',
    'knowledge/en-US/fees.md: "Fees > Flats" is gone',
    'knowledge/en-US/rentals.md is new',
    'knowledge/en-US/parking.md is gone',
  ]);
});

it('takes a passage that only moved down for unchanged, and leaves questions of the playbook to the playbook', () => {
  const question = { source: 'knowledge.parking', locale: 'en-US', title: 'parking', text: 'Yes.' };
  expect(
    knowledgeDifferences(
      [passage('fees.md', 3, 'Fees', 'Sixty dollars.')],
      [passage('fees.md', 9, 'Fees', 'Sixty dollars.'), question],
    ),
  ).toEqual([]);
});
