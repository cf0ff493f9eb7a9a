import type { KeySettings } from './flow/effect.ts';
import type { Handset } from './handset.ts';

/**
 * Waits for keys. Undefined when none came in time. The caller may begin while a prompt is played: `onFirst` is
 * called with the first key.
 */
export function collectKeys(
  handset: Handset,
  settings: KeySettings,
  startsWaiting: Promise<unknown>,
  onFirst: () => void,
): Promise<string | undefined> {
  let keys = '';
  let cancel: () => void = () => {};
  let stop: () => void = () => {};
  const collected = new Promise<string | undefined>((resolve) => {
    const finish = (): void => resolve(keys === '' ? undefined : keys);
    const press = (key: string): void => {
      cancel();
      onFirst();
      const ends = !settings.single && key === settings.terminator;
      const cancels = !settings.single && key === '*' && settings.cancels;
      if (!ends) keys = cancels ? '' : keys + key;
      if (ends || settings.single || keys.length >= settings.maxKeys) finish();
      else cancel = handset.clock.after(settings.nextKeyMs, finish);
    };
    stop = handset.on((event) => {
      if (event.type === 'keyed') for (const key of event.keys) press(key);
    });
    startsWaiting.then(() => {
      if (keys === '') cancel = handset.clock.after(settings.firstKeyMs, finish);
    });
  });
  return handset.whileConnected(collected).finally(() => {
    cancel();
    stop();
  });
}
