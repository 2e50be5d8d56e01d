import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { mapOperations } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { convCycles, epilogueCycles, epilogueDrain } from '../../../stdlib-engines/convolution/cycles.js';
import { loadCycles, storeCycles, tableCycles, weightsCycles } from '../../../stdlib-engines/dma/cycles.js';
import { mapCycles } from '../../../stdlib-engines/maps/cycles.js';
import type { Instruction } from '../schedule/op.js';

/** What memory gives, seen from the accelerator. */
export interface MemoryModel {
  /** Bytes in a cycle, of all buses together. */
  readonly bytesPerCycle: number;
  /** Cycles from a request to its first data, and from the last data of a write to the answer. */
  readonly latency: number;
}

/** 1.6 GB/s at 150 MHz, with 40 cycles of latency: what is planned with on a Zynq-7020. */
export const zynqMemory: MemoryModel = Object.freeze({ bytesPerCycle: 32 / 3, latency: 40 });

/** What an instruction of the load, weights, store or map unit moves. */
export interface Transfer {
  readonly read: number;
  readonly written: number;
  /** Cycles in which it does so where memory has no limit, and the unit is busy before and after. */
  readonly cycles: number;
  /** Cycles from its start until data move, and from the last of them to its end. */
  readonly before: number;
  readonly behind: number;
}

export function transferOf({ format, fields }: Instruction, config: AcceleratorConfig, memory: MemoryModel): Transfer {
  const { latency } = memory;
  const timing = { latency, rate: 1 };
  const word = config.rows;
  const values = fields as Readonly<Record<string, number>>;
  switch (format) {
    case 'load': {
      const all = { ...noPadding, ...values } as unknown as Parameters<typeof loadCycles>[0];
      const read = all.images * all.blocks * all.rows * all.columns * word;
      return { read, written: 0, cycles: loadCycles(all, config, timing).busy, before: latency + 10, behind: 8 };
    }
    case 'table': {
      const read = 8 * word * values.count!;
      const { busy } = tableCycles(values.count!, config, timing);
      return { read, written: 0, cycles: busy, before: latency + 10, behind: 7 };
    }
    case 'weights': {
      const read = values.bytes!;
      const { busy } = weightsCycles({ bytes: read }, config, timing);
      return { read, written: 0, cycles: busy, before: latency + 7, behind: 3 };
    }
    case 'store': {
      const all = values as unknown as Parameters<typeof storeCycles>[0];
      const written = all.images * all.blocks * all.rows * all.columns * word;
      const burst = Math.min(16, (8 * written) / config.busBits);
      const { busy } = storeCycles(all, config, timing);
      return { read: 0, written, cycles: busy, before: 6, behind: latency + 4 + burst };
    }
    default:
      return mapTransfer(values, config, memory);
  }
}

function mapTransfer(
  fields: Readonly<Record<string, number>>,
  config: AcceleratorConfig,
  { latency, bytesPerCycle }: MemoryModel,
): Transfer {
  const operation = mapOperations[fields.operation!]!;
  const shape = { ...fields, operation } as unknown as Parameters<typeof mapCycles>[0];
  const read = fields.sourceBytes! + (fields.secondBytes ?? 0);
  const [before, behind] = [latency + 22, latency + 22];
  const written = fields.destinationBytes!;
  const free = mapCycles(shape, config, latency) - before - behind;
  // `warp` reads places while it writes samples; beyond that it reads its block alone.
  const both = fields.secondBytes ?? 0;
  const bound = fields.sourceBytes! / (config.busBits / 8) + (both + written) / (bytesPerCycle * bothWays);
  return { read, written, cycles: operation === 'warp' ? Math.max(free, bound) : free, before, behind };
}

/** What reads and writes of the same bus at once get of what memory gives; measured. */
const bothWays = 0.866;

const noPadding = { padTop: 0, padBottom: 0, padLeft: 0, padRight: 0 };

/** Sums of a `conv` or an `epilogue`. */
const sumsOf = ({ images, rows, columns }: Instruction['fields']): number => images! * rows! * columns!;

/** Sets of weights of a `conv`. */
export const setsOf = ({ blocks, kernelRows, kernelColumns }: Instruction['fields']): number =>
  blocks! * kernelRows! * kernelColumns!;

/** Cycles for which a set of weights is in the array; the first of a group also loads parameters. */
export const setCycles = (fields: Instruction['fields'], config: AcceleratorConfig, first: boolean): number => {
  const { images, rows, columns } = fields as { images: number; rows: number; columns: number };
  const one = { images, rows, columns, blocks: 1, kernelRows: 1, kernelColumns: 1, first: first ? 1 : 0 };
  return convCycles(one, config);
};

/** Rows of the array that parameters take in the stream of weights. */
export const parameterRows = 8;

/** Cycles from the first sum that an epilogue takes to its end, and to the first of the next. */
export function epilogueTimes({ fields }: Instruction, config: AcceleratorConfig) {
  const { images, rows, columns } = fields as { images: number; rows: number; columns: number };
  const next = epilogueCycles({ images, rows, columns }, config);
  return { next, end: (sumsOf(fields) * config.columns) / config.lanes + epilogueDrain };
}

/** Cycles from one event to what follows from it, where nothing else is waited for. */
export const latencies = {
  /** From the start to the first instruction, beside the latency of memory, and from one instruction to the next. */
  start: 55,
  issue: 20,
  /** From the end of an instruction to the start of one that waits for its semaphore, and between two starts of a unit. */
  begin: 3,
  /** From the start of a convolution to its first pixel, if the array rests, and from its last pixel to its end. */
  convBefore: 24,
  convBehind: 1,
} as const;
