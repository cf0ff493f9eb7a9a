import { useEffect, useState } from 'preact/hooks';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

interface Props {
  disabled: boolean;
  onKey(key: string): void;
}

/** A telephone's keys, and what was pressed in this call. */
export function Keypad({ disabled, onKey }: Props) {
  const [pressed, setPressed] = useState('');
  useEffect(() => {
    if (disabled) setPressed('');
  }, [disabled]);
  const press = (key: string): void => {
    setPressed((before) => before + key);
    onKey(key);
  };
  return (
    <details class="keypad">
      <summary>Keypad{pressed !== '' && <output> {pressed}</output>}</summary>
      <div class="keys">
        {KEYS.map((key) => (
          <button key={key} type="button" disabled={disabled} onClick={() => press(key)}>
            {key}
          </button>
        ))}
      </div>
    </details>
  );
}
