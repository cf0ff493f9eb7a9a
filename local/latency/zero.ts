import type { LatencyProfile } from './latency-profile.ts';

/** Services that answer as fast as this machine can: what is left is our own overhead. */
export const zeroLatency: LatencyProfile = { name: 'zero', sample: () => 0 };
