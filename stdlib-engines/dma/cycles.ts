import type { AcceleratorConfig } from '../accelerator/config.js';
import type { Fields } from '../accelerator/isa/field.js';
import type { load, store, weights } from '../accelerator/isa/formats.js';

/** The memory behind a bus. */
export interface MemoryTiming {
  /** Cycles from a request to its first data, of a write from its last data to its response. */
  readonly latency: number;
  /** Beats per cycle, at most 1. */
  readonly rate: number;
}

/** How long a command takes, in cycles. */
export interface UnitCycles {
  /** From the cycle in which the unit takes the command, when it does nothing else, to that in which it says that it is done. */
  readonly alone: number;
  /** What the command adds where the unit has work all the time: the latency of one passes while data of others move. */
  readonly busy: number;
}

type Values<F extends Fields> = Readonly<Record<keyof F, number>>;

/** The longest burst of the units, in beats. */
const BURST = 16;
/** Cycles of a burst beside the latency of the memory. */
const TURN = 3;

/**
 * Within 1 % or 6 cycles; of rows below a burst with gaps between them `busy` within 7 %, and `alone` within 35 cycles.
 * `command` has no fault.
 */
export function loadCycles(
  command: Values<(typeof load)['fields']>,
  config: AcceleratorConfig,
  { latency, rate }: MemoryTiming,
): UnitCycles {
  const { images, blocks, rows, columns, padTop, padBottom, padLeft, padRight } = command;
  const width = padLeft + columns + padRight;
  const words = images * blocks * (padTop + rows + padBottom) * width;
  const fromMemory = images * blocks * rows * columns;
  if (fromMemory === 0) return { alone: 9 + words, busy: words };
  const beats = fromMemory * beatsOfWord(config);
  const zeros = words - fromMemory;
  const before = Math.min(padTop * width + padLeft, latency + 10);
  const behind = padBottom * width + padRight;
  const { first, limit } = limitOf(burstsOf(command, config), config, latency);
  const moved = beats / rate;
  return {
    alone: Math.round(latency + 18 + Math.max(moved + behind, first + behind, beats + zeros - before)),
    busy: Math.max(moved, limit, beats + zeros),
  };
}

/** Of loads of the table: `count` rows of 8 bytes for each channel. */
export function tableCycles(count: number, config: AcceleratorConfig, { latency, rate }: MemoryTiming): UnitCycles {
  const busy = (8 * count * beatsOfWord(config)) / rate;
  return { alone: Math.round(latency + 17 + busy), busy };
}

/** As exact as `loadCycles`. The output memory gives a word per cycle. */
export function storeCycles(
  command: Values<(typeof store)['fields']>,
  config: AcceleratorConfig,
  { latency, rate }: MemoryTiming,
): UnitCycles {
  const { images, blocks, rows, columns } = command;
  const beats = images * blocks * rows * columns * beatsOfWord(config);
  const { first, limit } = limitOf(burstsOf(command, config), config, latency);
  const moved = beats / rate;
  // A burst is only asked for when all of its data are there.
  return {
    alone: Math.round(latency + 10 + Math.max(moved, first) + Math.min(beats, BURST)),
    busy: Math.max(moved, limit),
  };
}

/** Within 1 % or 6 cycles, as long as the rows are taken. */
export function weightsCycles(
  { bytes }: Pick<Values<(typeof weights)['fields']>, 'bytes'>,
  config: AcceleratorConfig,
  { latency, rate }: MemoryTiming,
): UnitCycles {
  const beats = (8 * bytes) / config.busBits;
  const { limit } = limitOf(Math.ceil(beats / BURST), config, latency);
  return { alone: Math.round(latency + 10 + beats / rate), busy: Math.max(beats / rate, limit) };
}

const beatsOfWord = ({ rows, busBits }: AcceleratorConfig): number => (8 * rows) / busBits;

/** What so many bursts take at least, and those of a unit that had none open before. */
function limitOf(bursts: number, { outstanding }: AcceleratorConfig, latency: number) {
  const turn = (latency + TURN) / outstanding;
  return { limit: bursts * turn, first: Math.max(bursts - outstanding, 0) * turn };
}

/** Bursts of a box: they end at multiples of their longest length, and at gaps between rows. */
function burstsOf(
  box: Values<(typeof load)['fields']> | Values<(typeof store)['fields']>,
  { rows: wordBytes, busBits }: AcceleratorConfig,
): number {
  const bytes = box.columns * wordBytes;
  const longest = (BURST * busBits) / 8;
  let [bursts, end] = [0, -1];
  for (let image = 0; image < box.images; image++)
    for (let block = 0; block < box.blocks; block++)
      for (let row = 0; row < box.rows; row++) {
        const at = box.address + image * box.imageStride + block * box.blockStride + row * box.rowStride;
        const first = Math.floor(at / longest);
        bursts += Math.floor((at + bytes - 1) / longest) - first + 1;
        if (at === end && at % longest !== 0) bursts -= 1;
        end = at + bytes;
      }
  return bursts;
}
