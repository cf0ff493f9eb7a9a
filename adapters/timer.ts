import type { Timer } from '../agent/conversation/ports.ts';

/** The timer of the process. */
export const systemTimer: Timer = {
  after(ms, callback) {
    const handle = setTimeout(callback, ms);
    return () => clearTimeout(handle);
  },
};
