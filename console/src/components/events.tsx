import { useState } from 'preact/hooks';
import type { CallEvent } from '../../../agent/call/events/catalogue.ts';
import { localClock } from '../local-time.ts';

/** The events as they came off the bus; those of the call on screen unless another choice is made. */
export function Events({ events, callId }: { events: CallEvent[]; callId: string | undefined }) {
  const [open, setOpen] = useState<string>();
  const shown = events.filter((event) => callId === undefined || event.callId === callId);
  return (
    <section class="card events">
      <h2>
        Events <small>as published on the bus</small>
      </h2>
      {shown.length === 0 && <p class="empty">Nothing has been published yet.</p>}
      <ol>
        {shown.map((event) => (
          <li key={event.id}>
            <button type="button" onClick={() => setOpen(open === event.id ? undefined : event.id)}>
              <span class="turn">
                {event.turn}.{event.sequence}
              </span>
              <span class={`type ${event.type.replace('.', '-')}`}>{event.type}</span>
              <time>{localClock(event.at)}</time>
            </button>
            {open === event.id && <pre>{JSON.stringify(event.data, null, 2)}</pre>}
          </li>
        ))}
      </ol>
    </section>
  );
}
