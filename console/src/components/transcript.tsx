import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlaybookCard } from '../api.ts';
import type { CallView, TurnView } from '../call/view.ts';
import { Keypad } from './keypad.tsx';

interface Props {
  view: CallView;
  playbook: PlaybookCard | undefined;
  onType(text: string): void;
  onKey(key: string): void;
}

/** Both sides of the talk as it happens, the keypad and the box to type in. */
export function Transcript({ view, playbook, onType, onKey }: Props) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [view]);
  return (
    <>
      <div class="talk" role="log" aria-live="polite">
        {view.turns.length === 0 && <Welcome playbook={playbook} />}
        {view.turns.map((turn) => (
          <Turn key={turn.turn} turn={turn} agent={playbook?.agent ?? 'Agent'} />
        ))}
        {view.outcome !== undefined && <Outcome view={view} />}
        <div ref={end} />
      </div>
      <Keypad disabled={view.phase !== 'talking'} onKey={onKey} />
      <TypeBox disabled={view.phase !== 'talking'} onType={onType} />
    </>
  );
}

function Outcome({ view }: { view: CallView }) {
  // Why a call was refused is a text of its own; why one is over is a few words.
  if (view.phase === 'refused') return <p class="outcome trouble">{view.outcome}</p>;
  return <p class="outcome">Call over: {view.outcome}.</p>;
}

function Welcome({ playbook }: { playbook: PlaybookCard | undefined }) {
  if (playbook === undefined) return null;
  return (
    <div class="welcome">
      <h2>{playbook.company}</h2>
      <p>
        {playbook.agent} is {playbook.role}. Press <b>Call</b> and speak, or <b>Call and type</b>. You can cut
        in at any time. To begin with, say for example:
      </p>
      <ul>
        {playbook.examples.map((example) => (
          <li key={example}>“{example}”</li>
        ))}
      </ul>
    </div>
  );
}

function Turn({ turn, agent }: { turn: TurnView; agent: string }) {
  return (
    <>
      {turn.caller !== undefined && turn.caller.text !== '' && (
        <div class={`bubble caller ${turn.caller.final ? '' : 'partial'}`}>
          <span class="name">You</span>
          {turn.caller.text}
        </div>
      )}
      {turn.tools.map((tool, index) => (
        <div key={`${tool.name}-${index}`} class={`tool ${tool.status}`}>
          {tool.name.replaceAll('_', ' ')}
          <span>
            {tool.status === 'started'
              ? '…'
              : tool.status === 'failed'
                ? 'failed'
                : `${Math.round(tool.ms ?? 0)} ms`}
          </span>
        </div>
      ))}
      {turn.sentences.length > 0 && (
        <div class="bubble agent" data-turn={turn.turn}>
          <span class="name">{agent}</span>
          <AgentWords turn={turn} />
          {turn.heard !== undefined && <span class="cut">you cut in here</span>}
        </div>
      )}
      {turn.actions.map((action) => (
        <div key={action} class="tool finished">
          {action.replaceAll('-', ' ')}
        </div>
      ))}
    </>
  );
}

/** What was written, with what the caller never heard struck out. */
function AgentWords({ turn }: { turn: TurnView }) {
  const intended = turn.sentences.join(' ');
  if (turn.heard === undefined) return <>{intended}</>;
  const unheard = intended.startsWith(turn.heard) ? intended.slice(turn.heard.length) : '';
  return (
    <>
      {turn.heard}
      <s>{unheard}</s>
    </>
  );
}

function TypeBox({ disabled, onType }: { disabled: boolean; onType(text: string): void }) {
  const [text, setText] = useState('');
  return (
    <form
      class="type-box"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        onType(text.trim());
        setText('');
      }}
    >
      <input
        aria-label="Type instead of speaking"
        placeholder={disabled ? 'Start a call to type' : 'Type instead of speaking'}
        disabled={disabled}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit" disabled={disabled || text.trim() === ''}>
        Send
      </button>
    </form>
  );
}
