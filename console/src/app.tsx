import { useEffect, useState } from 'preact/hooks';
import type { CallEvent } from '../../agent/call/events/catalogue.ts';
import {
  type AppointmentRow,
  appointments,
  type CallLine,
  type CallRow,
  calls,
  lines,
  listenToEvents,
  type People,
  type PlaybookCard,
  playbooks,
  type TaskRow,
  tasks,
} from './api.ts';
import { useCall } from './call/use-call.ts';
import { CallBar } from './components/call-bar.tsx';
import { Events } from './components/events.tsx';
import { Record } from './components/record.tsx';
import { Transcript } from './components/transcript.tsx';
import { Waterfall } from './components/waterfall.tsx';

export function App() {
  const [cards, setCards] = useState<PlaybookCard[]>([]);
  const [chosen, setChosen] = useState<string>();
  const [lineList, setLineList] = useState<CallLine[]>(['media']);
  const [line, setLine] = useState<CallLine>('media');
  const [people, setPeople] = useState<People>('accepts');
  const [trouble, setTrouble] = useState<string>();
  const playbook = cards.find((card) => card.id === chosen) ?? cards[0];
  const call = useCall();
  const events = useEvents();
  const record = useRecord(playbook?.id, events.length);

  useEffect(() => {
    const tell = (cause: unknown): void => setTrouble(String(cause));
    playbooks().then(setCards, tell);
    lines().then(setLineList, tell);
  }, []);

  return (
    <>
      <header class="top">
        <h1>
          <span class="mark" aria-hidden="true" /> Parley <small>console</small>
        </h1>
        <p>Call an agent of the stack that runs on this machine.</p>
      </header>
      {trouble !== undefined && <p class="trouble">{trouble}</p>}
      <main>
        <section class="stage" aria-label="Call">
          <CallBar
            cards={cards}
            playbook={playbook}
            onChoose={setChosen}
            lines={lineList}
            line={line}
            onChooseLine={setLine}
            people={people}
            onChoosePeople={setPeople}
            call={call}
          />
          <Transcript view={call.view} playbook={playbook} onType={call.type} onKey={call.key} />
        </section>
        <aside>
          <Waterfall turns={call.view.turns} />
          <Events events={events} callId={call.view.callId} />
          <Record {...record} current={call.view.callId} />
        </aside>
      </main>
    </>
  );
}

function useEvents(): CallEvent[] {
  const [events, setEvents] = useState<CallEvent[]>([]);
  useEffect(
    () =>
      listenToEvents((event) =>
        // The bus delivers at least once: an event that is already there is the same event.
        setEvents((before) => (before.some((known) => known.id === event.id) ? before : [...before, event])),
      ),
    [],
  );
  return events;
}

interface Stored {
  calls: CallRow[];
  appointments: AppointmentRow[];
  tasks: TaskRow[];
}

/** What is stored, read again whenever `changes` (the number of events seen) says that it has changed. */
function useRecord(playbook: string | undefined, changes: number): Stored {
  const [record, setRecord] = useState<Stored>({ calls: [], appointments: [], tasks: [] });
  useEffect(() => {
    if (playbook === undefined) return;
    Promise.all([calls(), appointments(playbook), tasks()]).then(
      ([callRows, appointmentRows, taskRows]) =>
        setRecord({ calls: callRows, appointments: appointmentRows, tasks: taskRows }),
      () => {},
    );
  }, [playbook, changes]);
  return record;
}
