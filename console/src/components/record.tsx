import type { AppointmentRow, CallRow, TaskRow } from '../api.ts';
import { localMinute } from '../local-time.ts';

interface Props {
  calls: CallRow[];
  appointments: AppointmentRow[];
  tasks: TaskRow[];
  current: string | undefined;
}

/** What is in the database now: appointments and calls. */
export function Record({ calls, appointments, tasks, current }: Props) {
  return (
    <section class="card record">
      <h2>
        Record <small>in the database</small>
      </h2>
      <h3>Appointments</h3>
      {appointments.length === 0 ? (
        <p class="empty">None yet.</p>
      ) : (
        <table class="appointments">
          <tbody>
            {appointments.map((row) => (
              <tr key={row.id}>
                <td>{row.start.slice(0, 16).replace('T', ' ')}</td>
                <td>{row.name}</td>
                <td>{row.reason}</td>
                <td>{row.phone}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {tasks.length > 0 && <Tasks tasks={tasks} />}
      <h3>Calls</h3>
      {calls.length === 0 ? (
        <p class="empty">None yet.</p>
      ) : (
        <table>
          <tbody>
            {calls.map((row) => (
              <tr key={row.callId} class={row.callId === current ? 'current' : ''}>
                <td>{localMinute(row.startedAt)}</td>
                <td>{row.line}</td>
                <td>
                  {row.turns} {row.turns === 1 ? 'turn' : 'turns'}
                </td>
                <td>{row.reached.join(', ') || row.endReason || row.status}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Tasks({ tasks }: Pick<Props, 'tasks'>) {
  return (
    <>
      <h3>For people to do</h3>
      <table class="tasks">
        <tbody>
          {tasks.map((task) => (
            <tr key={task.contactId} title={task.description}>
              <td>{localMinute(task.queuedAt)}</td>
              <td>{task.name}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
