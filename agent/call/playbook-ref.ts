import * as z from 'zod';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';

/** Which playbook a call runs, for its whole life. */
export const PlaybookRef = z.strictObject({
  id: z.string(),
  version: z.string(),
  /** Which of its variants the caller was given; absent when it has none. */
  variant: z.string().optional(),
});
export type PlaybookRef = z.infer<typeof PlaybookRef>;

export function refOf({ id, version, variant }: CompiledPlaybook): PlaybookRef {
  return { id, version, ...(variant === undefined ? {} : { variant }) };
}
