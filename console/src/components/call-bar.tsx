import type { PlaybookCard } from '../api.ts';
import type { CallHandle } from '../call/use-call.ts';
import type { CallView } from '../call/view.ts';

const FLOOR_LABEL = {
  listening: 'Listening',
  hearing: 'Hearing you',
  thinking: 'Thinking',
  speaking: 'Speaking',
  ended: 'Not in a call',
} as const;

interface Props {
  cards: PlaybookCard[];
  playbook: PlaybookCard | undefined;
  onChoose(id: string): void;
  call: CallHandle;
}

/** Whom to call, the buttons, and how the call stands. */
export function CallBar({ cards, playbook, onChoose, call }: Props) {
  const inCall = call.view.phase === 'talking' || call.view.phase === 'connecting';
  return (
    <div class="call-bar">
      <div class="who">
        <label for="playbook">Agent</label>
        <select
          id="playbook"
          disabled={inCall}
          value={playbook?.id}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {cards.map((card) => (
            <option key={card.id} value={card.id}>
              {card.agent}, {card.company}
            </option>
          ))}
        </select>
      </div>
      <Status view={call.view} level={call.level} />
      <div class="buttons">
        {inCall ? (
          <button type="button" class="hang-up" onClick={call.hangUp}>
            Hang up
          </button>
        ) : (
          <>
            <button
              type="button"
              class="primary"
              disabled={playbook === undefined}
              onClick={() => playbook && call.start(playbook.id, true)}
            >
              Call
            </button>
            <button
              type="button"
              disabled={playbook === undefined}
              onClick={() => playbook && call.start(playbook.id, false)}
            >
              Call and type
            </button>
          </>
        )}
      </div>
    </div>
  );
}

function Status({ view, level }: { view: CallView; level: number }) {
  const label = view.phase === 'connecting' ? 'Connecting' : FLOOR_LABEL[view.floor];
  return (
    <output class={`status ${view.phase} ${view.floor}`} data-floor={view.floor} data-phase={view.phase}>
      <span class="dot" style={{ '--level': level.toFixed(2) }} />
      {label}
    </output>
  );
}
