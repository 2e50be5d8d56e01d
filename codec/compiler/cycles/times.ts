import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { mapOperations } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { samplingCycles } from '../../../stdlib-engines/sampling/cycles.js';

/** What memory gives, seen from the accelerator: by default 1.6 GB/s at 150 MHz, with 40 cycles of latency. */
export interface MemoryModel {
  /** Bytes in a cycle, of all buses together. */
  readonly bytesPerCycle: number;
  /** Cycles from a request to its first data, and from the last data of a write to the answer. */
  readonly latency: number;
}

export const zynqMemory: MemoryModel = Object.freeze({ bytesPerCycle: 32 / 3, latency: 40 });

/** What an instruction of the load, store or map unit moves, and in how many cycles where memory has no limit. */
export interface Transfer {
  readonly bytes: number;
  readonly cycles: number;
}

type Values = Readonly<Record<string, number>>;

export function loadTransfer(f: Values, { rows, busBits }: AcceleratorConfig): Transfer {
  const parts = f.images! * f.blocks!;
  const words = parts * f.rows! * f.columns!;
  const all = parts * (f.rows! + f.padTop! + f.padBottom!) * (f.columns! + f.padLeft! + f.padRight!);
  const bytes = words * rows;
  return { bytes, cycles: bytes / (busBits / 8) + (all - words) };
}

export function tableTransfer(f: Values, { rows, busBits }: AcceleratorConfig): Transfer {
  const bytes = 8 * rows * f.count!;
  return { bytes, cycles: bytes / (busBits / 8) };
}

export function storeTransfer(f: Values, { rows, busBits }: AcceleratorConfig): Transfer {
  const bytes = f.images! * f.blocks! * f.rows! * f.columns! * rows;
  return { bytes, cycles: bytes / (busBits / 8) };
}

/** Bytes that are read and written by a map pass. */
export const mapBytes = (f: Values): readonly [read: number, written: number] => [
  f.sourceBytes! + (f.secondBytes ?? 0),
  f.destinationBytes!,
];

export function mapTransfer(f: Values, config: AcceleratorConfig): Transfer {
  const pixels = f.rows! * f.columns!;
  const busBytes = config.busBits / 8;
  const [read, written] = mapBytes(f);
  const bytes = read + written;
  const operation = mapOperations[f.operation!]!;
  switch (operation) {
    case 'warp':
    case 'motion':
      return { bytes, cycles: samplingCycles(operation, f.rows!, f.columns!, config) };
    case 'masks':
      return { bytes, cycles: pixels * (f.channels! + 2) + 40 };
    case 'shrink':
      return { bytes, cycles: pixels * 3 * 2 * f.taps! };
    default:
      return { bytes, cycles: Math.max(read, written) / busBytes };
  }
}

/** Cycles for which a set of weights is in the array. */
export const setCycles = (pixels: number, { rows }: AcceleratorConfig): number => Math.max(pixels, rows + 1);

/** Rows of the array that parameters take in the stream of weights. */
export const parameterRows = 8;

/** Cycles in which the epilogue takes the sums of a tile. */
export const epilogueCycles = (sums: number, { columns, lanes }: AcceleratorConfig): number => (sums * columns) / lanes;

/** Cycles from one event to what follows from it, where nothing else is waited for. */
export const latencies = {
  /** From one instruction handed out to the next: its 64 bytes are fetched. */
  issue: 8,
  /** From the start to the first instruction. */
  start: 60,
  /** From a semaphore that is raised to the unit that begins. */
  begin: 4,
  /** From the last word of a load to its end. */
  load: 6,
  /** From a request of a unit to the bus. */
  request: 6,
  /** From the last weights of a convolution to its end. */
  conv: 4,
  /** From the last pixel of the last weights to the sums. */
  array: 30,
  /** From the last sum to the last result. */
  epilogue: 20,
  /** From the last word of a store to its last data on the bus. */
  store: 8,
  /** Of a map pass, beside its engine. */
  map: 20,
} as const;
