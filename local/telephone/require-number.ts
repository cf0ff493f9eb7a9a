import { LineFault } from '../../media/lines/caller-line.ts';
import type { TelephoneArtefacts } from './artefacts.ts';
import { entryFor } from './connect/contact-call.ts';
import type { TelephoneLine } from './place.ts';

/**
 * Refuses a call to a playbook that no number of the line leads to.
 *
 * @throws LineFault that names the playbook and the line.
 */
export function requireNumber(
  { connect, chime }: TelephoneArtefacts,
  line: TelephoneLine,
  playbook: string,
): void {
  const found =
    line === 'connect'
      ? connect !== undefined && entryFor(connect, playbook) !== undefined
      : chime?.playbook === playbook;
  if (!found)
    throw new LineFault(
      'no-number',
      `no number of the ${line} line leads to a playbook "${playbook}"; parley.config.yaml says which has one.`,
    );
}
