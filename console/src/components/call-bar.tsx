import { type CallLine, People, type PlaybookCard } from '../api.ts';
import type { CallHandle } from '../call/use-call.ts';
import type { CallView } from '../call/view.ts';

const FLOOR_LABEL = {
  listening: 'Listening',
  hearing: 'Hearing you',
  thinking: 'Thinking',
  speaking: 'Speaking',
  ended: 'Not in a call',
} as const;

const LINE_LABEL: Record<CallLine, string> = {
  media: 'Media service',
  connect: 'Amazon Connect number',
  'chime-pstn': 'Chime PSTN number',
};

const PEOPLE_LABEL: Record<People, string> = {
  accepts: 'A person is there',
  never: 'Nobody answers',
  full: 'The queue is full',
  closed: 'After hours',
};

interface Props {
  cards: PlaybookCard[];
  playbook: PlaybookCard | undefined;
  onChoose(id: string): void;
  lines: CallLine[];
  line: CallLine;
  onChooseLine(line: CallLine): void;
  people: People;
  onChoosePeople(people: People): void;
  call: CallHandle;
}

/** Whom to call, the buttons, and how the call stands. */
export function CallBar({
  cards,
  playbook,
  onChoose,
  lines,
  line,
  onChooseLine,
  people,
  onChoosePeople,
  call,
}: Props) {
  const inCall = call.view.phase === 'talking' || call.view.phase === 'connecting';
  return (
    <div class="call-bar">
      <div class="choices">
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
        {lines.length > 1 && (
          <Choice
            id="line"
            label="Line"
            labels={LINE_LABEL}
            options={lines}
            value={line}
            onChoose={onChooseLine}
            disabled={inCall}
          />
        )}
        {line !== 'media' && (
          <Choice
            id="people"
            label="People"
            labels={PEOPLE_LABEL}
            options={People.options}
            value={people}
            onChoose={onChoosePeople}
            disabled={inCall}
          />
        )}
      </div>
      <div class="call-now">
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
                onClick={() =>
                  playbook && call.start({ playbook: playbook.id, line, people, microphone: true })
                }
              >
                Call
              </button>
              <button
                type="button"
                disabled={playbook === undefined}
                onClick={() =>
                  playbook && call.start({ playbook: playbook.id, line, people, microphone: false })
                }
              >
                Call and type
              </button>
            </>
          )}
        </div>
      </div>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  id: string;
  label: string;
  labels: Record<T, string>;
  options: readonly T[];
  value: T;
  onChoose(value: T): void;
  disabled: boolean;
}

function Choice<T extends string>({ id, label, labels, options, value, onChoose, disabled }: ChoiceProps<T>) {
  return (
    <div class="who">
      <label for={id}>{label}</label>
      <select
        id={id}
        disabled={disabled}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = options.find((each) => each === currentTarget.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {options.map((each) => (
          <option key={each} value={each}>
            {labels[each]}
          </option>
        ))}
      </select>
    </div>
  );
}

function Status({ view, level }: { view: CallView; level: number }) {
  const label = view.phase === 'connecting' ? 'Connecting' : FLOOR_LABEL[view.floor];
  return (
    <output
      class={`status ${view.phase === 'ended' || view.phase === 'refused' ? 'over' : view.phase} ${view.floor}`}
      data-floor={view.floor}
      data-phase={view.phase}
    >
      <span class="dot" style={{ '--level': level.toFixed(2) }} />
      {label}
      {view.place !== undefined && (
        <span class="place" title={`${view.place.flow}: ${view.place.action}`}>
          at “{view.place.block}”
        </span>
      )}
    </output>
  );
}
