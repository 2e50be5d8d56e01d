/** Linear memory, in pages of 64 KiB. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface Engine {
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  readonly Module: new (binary: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
}

// TypeScript declares WebAssembly in its library for browsers only; these are the parts that we use.
const { Memory, Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;

export const newMemory = (pages: number): WasmMemory => new Memory({ initial: pages });

/** Compiles and links a module that imports `memory`, at once; what it exports. */
export const instantiate = (binary: Uint8Array<ArrayBuffer>, memory: WasmMemory): Readonly<Record<string, unknown>> =>
  new Instance(new Module(binary), { env: { memory } }).exports;

/** The same for a module that exports `run`. */
export const load = (binary: Uint8Array<ArrayBuffer>, memory: WasmMemory): ((argument: number) => number) =>
  instantiate(binary, memory).run as (argument: number) => number;
