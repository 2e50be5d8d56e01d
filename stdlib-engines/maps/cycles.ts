import type { AcceleratorConfig } from '../accelerator/config.js';
import type { mapOperations } from '../accelerator/isa/formats.js';
import { samplingCycles } from '../sampling/cycles.js';
import { reciprocalInterval } from './reciprocal.js';

/** What the time of a `map` instruction depends on. */
export interface MapShape {
  readonly operation: (typeof mapOperations)[number];
  readonly rows: number;
  readonly columns: number;
  readonly outRows?: number;
  readonly outColumns?: number;
  readonly taps?: number;
  readonly style?: number;
  readonly channels?: number;
}

/** From the instruction to the first request, from the last data to `done`, and the registers on the way. */
const around = 44;
/** Cycles of a row beside those of its steps: `shrink`, and `bilinear` to more or to fewer columns. */
const filterRow = 5;
const widerRow = 6;
const narrowerRow = 2;

/**
 * Cycles of a `map` instruction from one to the next, where the memory answers after `latency` cycles and then holds nothing back: to
 * about 1 percent, and a few cycles of small maps. The bus bounds `picture` alone; of a memory that gives fewer beats, the
 * greater of this and its own time is one.
 *
 * @example mapCycles({ operation: 'masks', rows: 64, columns: 64, channels: 11 }, acceleratorConfig(16), 40) // => 53466
 */
export function mapCycles(shape: MapShape, config: AcceleratorConfig, latency: number): number {
  const beats = (8 * config.rows) / config.busBits;
  return around + beats + 2 * latency + work(shape, config, beats);
}

function work(shape: MapShape, config: AcceleratorConfig, beats: number): number {
  const { operation, rows, columns, taps = 1 } = shape;
  const pixels = rows * columns;
  const bytes = config.busBits / 8;
  const recordBeats = 32 / bytes;
  switch (operation) {
    case 'picture':
      return pixels * beats + 8;
    case 'motion':
      return samplingCycles(operation, rows, columns, config) + (config.rows / 4) * recordBeats;
    case 'warp':
      return samplingCycles(operation, rows, columns, config) + 8;
    case 'masks': {
      const { channels = 2 } = shape;
      return channels * recordBeats + pixels * masksInterval(channels, config) + 2 * channels + 26;
    }
    case 'bilinear':
      return resizing(shape, beats) + Math.min(rows, 2) * columns * beats + 12;
    case 'shrink': {
      const all = shape.style === 1;
      const [toRows, toColumns] = all ? [rows, columns] : [shape.outRows!, shape.outColumns!];
      const first = Math.min(rows, (taps + 1) / 2) * columns * beats;
      const filtered = toRows * ((columns + toColumns) * taps + filterRow);
      const tapBeats = (Math.ceil((2 * taps) / config.rows) * config.rows) / bytes;
      // The last row between corners follows the last one of the filter.
      return tapBeats + first + filtered + (all ? 4 * (columns + 1) + 20 : 7);
    }
  }
}

/** Parts in which `resizeEngine` works at a word. */
const parts = 4;

/** Two rows come while one is worked at; where a row of the result is further on, the others are waited for. */
function resizing({ rows, columns, outRows = 1, outColumns = 1 }: MapShape, beats: number): number {
  const further = (rows - 1) / Math.max(outRows - 1, 1);
  const waits = Math.max(0, further - 2.2) * columns * beats * (outRows - 1);
  return waits + outRows * Math.max(parts * outColumns + widerRow, parts * (columns + 1) + narrowerRow);
}

/**
 * Cycles of `masks` from a pixel to the next: a logit in each, word by word, and no less than the reciprocal takes. A pixel has
 * an even number of words; an occlusion in the first of two is held until the other is there.
 */
export function masksInterval(channels: number, { rows: block, busBits }: AcceleratorConfig): number {
  const beats = (8 * block) / busBits;
  const perWord = block / 2;
  const words = 2 * Math.ceil((channels + 1) / block);
  const cycles = Array.from({ length: words }, (_, i) =>
    Math.max(beats, 1, Math.min(perWord, channels + 1 - i * perWord)),
  );
  return Math.max(
    reciprocalInterval,
    cycles.reduce((sum, one) => sum + one, 0),
  );
}
