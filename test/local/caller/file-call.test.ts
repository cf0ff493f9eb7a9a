import { expect, it } from 'vitest';
import { placeFileCall } from '../../../local/caller/file-call.ts';
import { fakeBrain } from '../../builders/fake-services.ts';
import { mediaService } from '../../builders/media-service.ts';

it('a call to a playbook that the stack does not have names it, and where playbooks come from', async () => {
  const brain = fakeBrain(() => [{ type: 'refused', code: 'unknown-playbook', message: 'not here' }]);
  const { url, service } = await mediaService(brain.turns);
  const call = placeFileCall({ mediaUrl: url, playbook: 'dentist', utterances: [], record: false });
  await expect(call).rejects.toThrow(/no playbook "dentist".* in playbooks\//);
  await service.drain();
});
