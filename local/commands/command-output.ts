/** Where a command writes, and how it says that it failed. */
export interface CommandOutput {
  out(line: string): void;
  err(line: string): void;
  /** Sets the exit code of the program. */
  exitCode(code: number): void;
}

/** This process's own output. */
export const PROCESS_OUTPUT: CommandOutput = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  exitCode: (code) => {
    process.exitCode = code;
  },
};
