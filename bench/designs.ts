import type { Circuit } from 'grace-hdl';

/** A Verilog module to be clocked. */
export interface Module {
  readonly file: string;
  readonly top: string;
  readonly parameters: Readonly<Record<string, number>>;
}

/** One benchmark: a design of ours, a hand-written peer, and what this project asks of the ratio. */
export interface Design {
  readonly name: string;
  /** Port `checksum`, 32 bits; clock `clk`, reset `rst`. */
  readonly circuit: () => Promise<Circuit>;
  /** The same on the command line: the file below `designs/` and what is to be built of it. Without: its first cycle is not timed. */
  readonly command?: readonly string[];
  /** The hand-written peer in `verilog/`, with the same ports and the same checksum after every cycle. Without: our Verilog alone. */
  readonly peer?: Module;
  /** Cycles of one round; up to a second on the slower side. */
  readonly cycles: number;
  /** Least ratio of our throughput to the best Verilator's. */
  readonly floor: number;
}

/** Least ratio of the peer's time to first cycle to ours. */
export const firstCycleFloor = 15;

export const designs: readonly Design[] = [
  {
    name: 'systolic16',
    circuit: async () => (await import('./designs/systolic.js')).systolic({ size: 16 }),
    command: ['systolic.ts', '--top', 'systolic', '--param', 'size=16'],
    peer: { file: 'systolic.v', top: 'systolic', parameters: { N: 16 } },
    cycles: 1_000_000,
    floor: 0.4,
  },
  {
    name: 'systolic32',
    circuit: async () => (await import('./designs/systolic.js')).systolic({ size: 32 }),
    command: ['systolic.ts', '--top', 'systolic', '--param', 'size=32'],
    peer: { file: 'systolic.v', top: 'systolic', parameters: { N: 32 } },
    cycles: 100_000,
    floor: 1.2,
  },
  {
    name: 'cells16',
    circuit: async () => (await import('./designs/cells.js')).cells({ size: 16 }),
    command: ['cells.ts', '--top', 'cells', '--param', 'size=16'],
    peer: { file: 'systolic.v', top: 'systolic', parameters: { N: 16 } },
    cycles: 1_000_000,
    floor: 2,
  },
  {
    name: 'cells32',
    circuit: async () => (await import('./designs/cells.js')).cells({ size: 32 }),
    command: ['cells.ts', '--top', 'cells', '--param', 'size=32'],
    peer: { file: 'systolic.v', top: 'systolic', parameters: { N: 32 } },
    cycles: 100_000,
    floor: 2,
  },
  {
    name: 'conv',
    circuit: async () => (await import('./designs/conv.js')).convBench(),
    command: ['conv.ts'],
    peer: { file: 'conv.v', top: 'conv', parameters: {} },
    cycles: 5_000_000,
    floor: 1.8,
  },
  {
    name: 'engines64',
    circuit: async () => (await import('./designs/engines.js')).engines64(),
    command: ['engines.ts', '--top', 'engines64'],
    peer: { file: 'engines64.v', top: 'engines64', parameters: {} },
    cycles: 3_000_000,
    floor: 1.4,
  },
  {
    name: 'idle64',
    circuit: async () => (await import('./designs/idle.js')).idle64(),
    command: ['idle.ts', '--top', 'idle64'],
    peer: { file: 'idle64.v', top: 'idle64', parameters: {} },
    cycles: 3_000_000,
    floor: 6,
  },
  {
    name: 'rv32i',
    circuit: async () => (await import('./designs/rv32i.js')).rv32iBench(),
    command: ['rv32i.ts', '--top', 'rv32iBench'],
    peer: { file: 'rv32i.v', top: 'rv32i_bench', parameters: {} },
    cycles: 10_000_000,
    floor: 0.5,
  },
  {
    name: 'accelerator',
    circuit: async () => (await import('./designs/accelerator.js')).acceleratorBench(),
    cycles: 100_000,
    floor: 1,
  },
];
