/**
 * Shows what is being done, on stderr, so that stdout holds only what was asked for: one line that changes
 * on a terminal, a line each where there is none.
 */
export interface Progress {
  show(message: string): void;
  /** Takes the changing line away. */
  done(): void;
}

export function progressOn(stream: NodeJS.WriteStream): Progress {
  const erase = (): void => {
    if (stream.isTTY) stream.write('\r\x1b[K');
  };
  return {
    show: (message) => {
      erase();
      stream.write(stream.isTTY ? `${message} …` : `${message}\n`);
    },
    done: erase,
  };
}
