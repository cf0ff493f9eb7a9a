/** The part of WebAssembly's JavaScript interface that is used here; Node has it, its type package does not. */
declare namespace WebAssembly {
  function instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: object }>;
}
