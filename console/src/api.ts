import * as z from 'zod';
import { CallEvent } from '../../agent/call/events/catalogue.ts';

/** What the page's own server (`local/console-server.ts`) answers with. */
export const PlaybookCard = z.object({
  id: z.string(),
  company: z.string(),
  agent: z.string(),
  role: z.string(),
  locales: z.array(z.string()),
  /** Things a caller may say to begin with. */
  examples: z.array(z.string()),
});
export type PlaybookCard = z.infer<typeof PlaybookCard>;

export const AppointmentRow = z.object({
  id: z.string(),
  start: z.string(),
  minutes: z.number(),
  resource: z.string(),
  name: z.string(),
  phone: z.string(),
  reason: z.string(),
});
export type AppointmentRow = z.infer<typeof AppointmentRow>;

export const CallRow = z.object({
  callId: z.string(),
  playbook: z.string(),
  line: z.string(),
  status: z.string(),
  startedAt: z.string(),
  turns: z.number(),
  reached: z.array(z.string()),
  endReason: z.string().optional(),
});
export type CallRow = z.infer<typeof CallRow>;

/** Something for a person to do, in a queue of the contact centre. */
export const TaskRow = z.object({
  contactId: z.string(),
  name: z.string(),
  description: z.string(),
  queuedAt: z.string(),
});
export type TaskRow = z.infer<typeof TaskRow>;

async function get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return schema.parse(await response.json());
}

/** Lines that this page can place a call on. */
export const CallLine = z.enum(['media', 'connect', 'chime-pstn']);
export type CallLine = z.infer<typeof CallLine>;
/** Who is there for a caller who asks for a person, on a telephone line. */
export const People = z.enum(['accepts', 'never', 'full', 'closed']);
export type People = z.infer<typeof People>;

export const lines = (): Promise<CallLine[]> => get('/api/lines', z.array(CallLine));
export const playbooks = (): Promise<PlaybookCard[]> => get('/api/playbooks', z.array(PlaybookCard));
export const calls = (): Promise<CallRow[]> => get('/api/calls', z.array(CallRow));
export const tasks = (): Promise<TaskRow[]> => get('/api/tasks', z.array(TaskRow));
export const appointments = (playbook: string): Promise<AppointmentRow[]> =>
  get(`/api/appointments?playbook=${encodeURIComponent(playbook)}`, z.array(AppointmentRow));

/** Listens to the bus. Returns how to stop. */
export function listenToEvents(onEvent: (event: CallEvent) => void): () => void {
  const source = new EventSource('/api/events');
  source.onmessage = ({ data }) => onEvent(CallEvent.parse(JSON.parse(data)));
  return () => source.close();
}
