import * as z from 'zod';

/** Anything that is not as it should be counts as not written: the shape check has reported it already. */
export function lenient<S extends z.ZodType>(schema: S) {
  return schema.optional().catch(undefined);
}

/** Whatever of a group is there. */
export const group = <S extends z.ZodType>(member: S) => z.record(z.string(), member).catch({});
/** Whatever of a list is there. */
export const list = <S extends z.ZodType>(member: S) => z.array(lenient(member)).catch([]);
