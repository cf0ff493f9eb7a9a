import { useRef, useState } from 'preact/hooks';
import { type CallOptions, type OngoingCall, placeCall } from './connection.ts';
import { type CallView, fold, noCall } from './view.ts';

/** Whom to call, and how. */
export type Whom = Pick<CallOptions, 'playbook' | 'line' | 'people' | 'microphone'>;

export interface CallHandle {
  view: CallView;
  /** Loudness of the microphone, 0 to 1. */
  level: number;
  start(whom: Whom): void;
  type(text: string): void;
  key(keys: string): void;
  hangUp(): void;
}

/** The one call of this page, as state. */
export function useCall(): CallHandle {
  const [view, setView] = useState<CallView>(noCall);
  const [level, setLevel] = useState(0);
  const ongoing = useRef<OngoingCall>(undefined);

  const start = (whom: Whom): void => {
    setView({ ...noCall, phase: 'connecting', playbook: whom.playbook });
    placeCall({
      ...whom,
      onMessage: (message) => setView((before) => fold(before, message)),
      onLevel: setLevel,
      onClosed: () => {
        ongoing.current = undefined;
        setLevel(0);
        setView((before) =>
          before.phase === 'talking' || before.phase === 'connecting'
            ? { ...before, phase: 'ended', floor: 'ended', outcome: 'the connection was closed' }
            : before,
        );
      },
    }).then(
      (call) => {
        ongoing.current = call;
      },
      (cause: unknown) => setView({ ...noCall, phase: 'refused', outcome: explain(cause) }),
    );
  };
  return {
    view,
    level,
    start,
    type: (text) => ongoing.current?.type(text),
    key: (keys) => ongoing.current?.key(keys),
    hangUp: () => ongoing.current?.hangUp(),
  };
}

function explain(cause: unknown): string {
  if (cause instanceof DOMException && cause.name === 'NotAllowedError')
    return 'The browser was not allowed to use the microphone. Allow it for this page, or call without it and type.';
  if (cause instanceof DOMException && cause.name === 'NotFoundError')
    return 'No microphone was found. Plug one in, or call without it and type.';
  return String(cause);
}
