import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import type { ConvPass } from '../pass/pass.js';
import { refuse } from '../refuse.js';
import { type Geometry, type Tile, wordsOf } from './geometry.js';

/**
 * The tile of a convolution that takes the fewest cycles, by a model of a tile at a time; the whole program is timed by
 * another (`cycles/`), which sees what happens between tiles.
 *
 * @throws CodecError if not even a single result fits the memories
 */
export function chooseTile(pass: ConvPass, of: Geometry, config: AcceleratorConfig, batch: number): Tile {
  let best: Tile | undefined;
  let least = Infinity;
  const even = pass.mode === 'pool' ? 2 : 1;
  for (const rows of sides(of.sums[0], even))
    for (const columns of sides(of.sums[1], even)) {
      if (rows * columns > config.accumulators) continue;
      // Frames side by side only where a whole map of each is.
      const most = rows === of.sums[0] && columns === of.sums[1] ? Math.min(batch, 63) : 1;
      for (const images of sides(most, 1))
        for (const streamed of [false, true]) {
          const tile = { images, rows, columns, streamed };
          const cycles = estimate(pass, of, config, batch, tile);
          if (cycles < least) [least, best] = [cycles, tile];
        }
    }
  if (best) return best;
  const { box, slot, skip } = wordsOf(pass, of, { images: 1, rows: even, columns: even });
  const needs = { accumulators: even ** 2, tileWords: Math.min(2, of.blocks) * box, outWords: slot, skipWords: skip };
  const lacking = Object.entries(needs).filter(([name, words]) => words > config[name as keyof typeof needs]);
  return refuse(
    pass.layers.join(' and '),
    `even the smallest part of it takes ${lacking.map(([name, words]) => `${name}=${words}`).join(', ')}`,
    `the accelerator has ${lacking.map(([name]) => `${name}=${config[name as keyof typeof needs]}`).join(', ')}: give it more`,
  );
}

/** A side in so many equal parts, the last of which may be smaller. */
function sides(size: number, even: number): number[] {
  const parts = Array.from({ length: size }, (_, i) => Math.ceil(size / (i + 1) / even) * even);
  return [...new Set(parts)];
}

/** Cycles of a pass in such tiles; infinite for one that does not fit. */
function estimate(pass: ConvPass, of: Geometry, config: AcceleratorConfig, batch: number, tile: Tile): number {
  const { rows: p, columns: q, accumulators, busBits, lanes } = config;
  const { box, slot, skip } = wordsOf(pass, of, tile);
  const pixels = tile.images * tile.rows * tile.columns;
  const all = box * of.blocks;
  const held = tile.streamed ? 2 * box : all;
  if (pixels > accumulators || held > config.tileWords || slot > config.outWords || skip > config.skipWords)
    return Infinity;
  const tiles =
    Math.ceil(batch / tile.images) * Math.ceil(of.sums[0] / tile.rows) * Math.ceil(of.sums[1] / tile.columns);
  const sums = of.sets * pass.phases.length;
  const busBytes = busBits / 8;
  const perWord = p / busBytes;
  // Of a set of sums, each unit by itself.
  const conv = of.blocks * pass.kernel ** 2 * Math.max(pixels, p + 1);
  const weights = of.setBytes / busBytes;
  const epilogue = (pixels * q) / lanes;
  const loads = (tile.streamed ? all : all / sums) * perWord + (skip * perWord) / pass.phases.length;
  const stores = ((pass.pixels ? slot / of.sets : slot) * perWord) / pass.phases.length;
  const shared = (weights + loads + stores) * (busBytes / (8 * memoryRate));
  // What does not overlap: a memory that holds one result at a time, and a tile that is only replaced behind its last set.
  const alone = 2 * slot > config.outWords ? epilogue + stores : epilogue;
  const waits = tile.streamed || 2 * all <= config.tileWords ? 0 : Math.max(0, all * perWord - conv);
  const each = Math.max(conv, weights, alone, loads, stores, shared) * sums + waits + perTile;
  return tiles * (each + traffic * shared * sums) + all * perWord + epilogue + stores;
}

/** What a cycle of memory costs, although another part takes longer: among tiles that take as long, those are better that move less. */
const traffic = 0.02;

/** Words of 8 bytes that memory takes or gives in a cycle of 150 MHz, at 1.6 GB/s. */
const memoryRate = 4 / 3;

/** Cycles that a tile costs beside its work: instructions, latencies that do not quite overlap. */
const perTile = 20;
