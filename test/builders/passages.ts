import { splitDocument } from '../../agent/knowledge/split-document.ts';
import type { Passage } from '../../agent/playbook/passage.ts';

/** The passages of a Markdown text as a playbook's file would have them. */
export function passagesOf(text: string, name = 'notes.md', locale = 'en-US'): Passage[] {
  return splitDocument({ path: `knowledge/${locale}/${name}`, locale, text });
}

const SUBJECTS = 'boiler faucet gutter furnace chimney skylight driveway fence deck shutter'.split(' ');
const ROOMS = 'kitchen cellar attic garage bathroom hallway porch nursery pantry laundry'.split(' ');
const DEEDS = 'repair replace inspect clean insulate paint seal install remove upgrade'.split(' ');

/** As many passages as asked for, of which no two have the same number in their title. */
export function manyPassages(count: number): Passage[] {
  return Array.from({ length: count }, (_, index) => {
    const [subject, room, deed] = [
      SUBJECTS[index % 10],
      ROOMS[Math.floor(index / 10) % 10],
      DEEDS[Math.floor(index / 100) % 10],
    ];
    const number = `item${index}`;
    return {
      source: `knowledge/en-US/list.md:${index + 1}`,
      locale: 'en-US',
      title: `${deed} the ${subject} in the ${room}, ${number}`,
      text: `To ${deed} a ${subject} in your ${room} we send two technicians. ${number} costs ${100 + index} dollars and takes a morning. Please clear the ${room} before they come, and keep pets away from the ${subject} until the work is done.`,
    };
  });
}
