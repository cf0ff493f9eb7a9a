import * as z from 'zod';
import { type Appointment, Slot } from '../../../agent/call/call-state.ts';
import type { ToolEffect } from '../../../agent/tools/tool.ts';

/** An appointment as a model is told of it (`agent/tools/spoken.ts`). */
const ToldAppointment = z
  .object({
    appointmentId: z.string(),
    name: z.string(),
    phone: z.string(),
    reason: z.string(),
    ...Slot.shape,
  })
  .transform(
    ({ appointmentId, name, phone, reason, start, minutes, resource }): Appointment => ({
      id: appointmentId,
      slot: { start, minutes, resource },
      name,
      phone,
      reason,
    }),
  );
const ToldSlot = z
  .object(Slot.shape)
  .transform(({ start, minutes, resource }): Slot => ({ start, minutes, resource }));

/** What a tool's answer to the model says of its effects. An answer that says nothing of any is no match. */
const Told = z.union([
  z
    .object({ slots: z.array(ToldSlot) })
    .transform(({ slots }): ToolEffect => ({ effect: 'slots-offered', slots })),
  z
    .object({ appointments: z.array(ToldAppointment) })
    .transform(({ appointments }): ToolEffect => ({ effect: 'appointments-found', appointments })),
  z
    .object({ booked: ToldAppointment })
    .transform(({ booked }): ToolEffect => ({ effect: 'appointment-booked', appointment: booked })),
  z
    .object({ moved: ToldAppointment, from: ToldSlot })
    .transform(({ moved, from }): ToolEffect => ({ effect: 'appointment-moved', appointment: moved, from })),
  z
    .object({ cancelled: ToldAppointment })
    .transform(({ cancelled }): ToolEffect => ({ effect: 'appointment-cancelled', appointment: cancelled })),
]);

/**
 * The effects of a tool, read out of what a model is told of its result: Bedrock's wire carries no more. The
 * effects without data (hand over, hang up, note) change nothing that a writer says after them.
 */
export function effectsTold(content: Record<string, unknown>): ToolEffect[] {
  const told = Told.safeParse(content);
  return told.success ? [told.data] : [];
}
