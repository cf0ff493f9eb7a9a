import type { AppointmentRow, CallRow } from '../api.ts';

interface Props {
  calls: CallRow[];
  appointments: AppointmentRow[];
  current: string | undefined;
}

/** What is in the database now: appointments and calls. */
export function Record({ calls, appointments, current }: Props) {
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
      <h3>Calls</h3>
      {calls.length === 0 ? (
        <p class="empty">None yet.</p>
      ) : (
        <table>
          <tbody>
            {calls.map((row) => (
              <tr key={row.callId} class={row.callId === current ? 'current' : ''}>
                <td>{row.startedAt.slice(0, 16).replace('T', ' ')}</td>
                <td>{row.line}</td>
                <td>{row.turns} turns</td>
                <td>{row.reached.join(', ') || row.endReason || row.status}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
