import { random, type Snapshot, simulate } from '../../../backend-sim/index.js';
import { bundle, module, streamIn, streamOut, u8, uint, vec } from '../../../dsl/index.js';
import {
  type AxiDataBits,
  type AxiMemoryOptions,
  type AxiTransferOptions,
  axiCommand,
  axiMaster,
  axiMemory,
  axiRead,
  axiResult,
  axiWrite,
  type MemoryBurst,
} from '../../../stdlib-engines/index.js';

/** What a bus and its two masters are made with. */
export interface Spec extends AxiTransferOptions {
  readonly dataBits: AxiDataBits;
  readonly version?: 'axi4' | 'axi3';
  readonly idBits?: number;
  /** Default 32. */
  readonly addressBits?: number;
  /** Of the number of bytes. Default 14. */
  readonly lengthBits?: number;
}

/** A read and a write master side by side, with all their streams at the border. */
export const masters = module(
  'masters',
  (spec: Spec) => {
    const bytes = spec.dataBits / 8;
    const { dataBits, version = 'axi4', idBits = 1, addressBits = 32, lengthBits = 14 } = spec;
    return {
      m_axi: axiMaster({ addressBits, dataBits, version, idBits }),
      reads: streamIn(axiCommand(addressBits, lengthBits)),
      data: streamOut(bundle({ elements: vec(u8, bytes), count: uint(Math.log2(bytes) + 1) }), { last: true }),
      read_results: streamOut(axiResult(addressBits)),
      writes: streamIn(axiCommand(addressBits, lengthBits)),
      words: streamIn(vec(u8, bytes), { last: true }),
      write_results: streamOut(axiResult(addressBits)),
    };
  },
  (io, spec) => {
    const { data, results } = axiRead(io.m_axi, io.reads, spec);
    data.into(io.data);
    results.into(io.read_results);
    axiWrite(io.m_axi, io.writes, io.words, spec).into(io.write_results);
  },
);

export interface Command {
  readonly address: number;
  readonly bytes: number;
}

/** Bytes as elements of the bus, from an element of its own for each command. */
export function elementsOf(bytes: readonly number[], wide: number): number[][] {
  const elements: number[][] = [];
  for (let at = 0; at < bytes.length; at += wide)
    elements.push(Array.from({ length: wide }, (_, i) => bytes[at + i] ?? 0));
  return elements;
}

/** A byte for each place, so that a misplaced one shows. */
export const byteAt = (place: number): number => (place * 7 + (place >> 8) * 13 + 1) & 0xff;

const streams = ['reads', 'data', 'read_results', 'writes', 'words', 'write_results'];

const made = new Map<string, { sim: ReturnType<typeof start>; start: Snapshot }>();
const start = (spec: Spec, engine: 'wasm' | 'interpreter', randomizeState: boolean) =>
  simulate(masters(spec), { engine, history: 0, randomizeState });

/** Each circuit is compiled once, and begins anew from its snapshot; what has no initial value is random there. */
function running(spec: Spec, engine: 'wasm' | 'interpreter', randomizeState: boolean) {
  const key = JSON.stringify([spec, engine, randomizeState]);
  const known = made.get(key);
  if (known) return known;
  const sim = start(spec, engine, randomizeState);
  const one = { sim, start: sim.snapshot() };
  made.set(key, one);
  return one;
}

interface ExerciseOptions {
  /** The part of all cycles in which each stream of the bench holds back. */
  readonly stall?: number;
  readonly seed?: number;
  readonly engine?: 'wasm' | 'interpreter';
  /** Bytes of the memory that are there from the start. */
  readonly fill?: number;
  /** Called in every cycle, with all values settled. */
  readonly watch?: (sim: ReturnType<typeof start>) => void;
}

/** Runs commands of both kinds against a memory, and gives all that came out. */
export function exercise(
  spec: Spec,
  commands: { readonly reads: readonly Command[]; readonly writes: readonly Command[] },
  memoryOptions: AxiMemoryOptions,
  { stall = 0, seed = 1, engine = 'wasm', fill = 0x8000, watch }: ExerciseOptions = {},
) {
  const { reads, writes } = commands;
  const wide = spec.dataBits / 8;
  const { sim, start } = running(spec, engine, !watch);
  sim.restore(start);
  const bursts: MemoryBurst[] = [];
  const memory = axiMemory(sim, 'm_axi', { ...memoryOptions, seed, onBurst: burst => bursts.push(burst) });
  const stop = watch ? sim.attach({ before: () => watch(sim), after() {} }) : () => {};
  try {
    memory.write(
      0,
      Uint8Array.from({ length: fill }, (_, i) => byteAt(i)),
    );
    const words = writes.map(({ bytes }, i) =>
      elementsOf(
        Array.from({ length: bytes }, (_, k) => byteAt(k + 1000 * (i + 1))),
        wide,
      ),
    );
    const beats = (bytes: number): number => Math.ceil(bytes / wide);
    const run = sim.transfer(
      { reads, writes, words: words.flat() },
      {
        expect: {
          data: reads.reduce((sum, { bytes }) => sum + beats(bytes), 0),
          read_results: reads.length,
          write_results: writes.length,
        },
        last: { words: words.flatMap(elements => elements.map((_, i) => i === elements.length - 1)) },
        stall: Object.fromEntries(streams.map((stream, i) => [stream, random(stall, 1 + seed * 8 + i)])),
      },
    );
    return { memory, bursts, run };
  } finally {
    memory.detach();
    stop();
  }
}
