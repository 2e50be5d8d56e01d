import { instantiate, newMemory, type WasmMemory } from '../../../backend-sim/wasm/index.js';
import type { Sums } from '../operator/epilogue.js';
import type { Maps } from '../operator/load.js';
import { microkernels, narrowTile, type RowSums } from './microkernel.js';
import { type PackedConv, packMaps } from './pack.js';
import { strided } from './sums.js';

/** The compiled loops and the memory in which they work, which grows to what the largest layer needs. */
interface Engine {
  readonly memory: WasmMemory;
  readonly wide: RowSums;
  readonly narrow: RowSums;
}

let made: Engine | undefined;

function engine(): Engine {
  if (made) return made;
  const memory = newMemory(1);
  const { wide, narrow } = instantiate(microkernels(), memory);
  made = { memory, wide: wide as RowSums, narrow: narrow as RowSums };
  return made;
}

/**
 * The same sums as `plainSums`, bit for bit, by SIMD. They lie in the memory of the loops, to be used up before the next call.
 *
 * @param maps of the size that the convolution was packed for
 */
export function fastSums(maps: Maps, conv: PackedConv): Sums {
  const { spec, tile, layout, taps, weights, biases } = conv;
  const outputs = spec.bias.length;
  const [rows, columns] = [strided(conv.rows, spec.stride), strided(conv.columns, spec.stride)];
  const sumColumns = layout.blocks * 4 * tile.vectors;
  const { memory, wide, narrow } = engine();
  const run = tile === narrowTile ? narrow : wide;

  let end = 0;
  const place = (words: number): number => {
    const at = end;
    end += Math.ceil(words / 4) * 16;
    return at;
  };
  const [atMaps, atWeights, atTaps, atBiases] = [layout.words, weights.length, taps.length, biases.length].map(
    place,
  ) as [number, number, number, number];
  const atSums = place(biases.length * rows * sumColumns);
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));

  packMaps(maps, conv, new Int32Array(memory.buffer, atMaps, layout.words));
  new Int32Array(memory.buffer, atWeights).set(weights);
  new Int32Array(memory.buffer, atTaps).set(taps);
  new Int32Array(memory.buffer, atBiases).set(biases);
  const sumPitch = 4 * rows * sumColumns;
  const tileWeights = 4 * taps.length * tile.channels;
  for (let row = 0; row < rows; row++)
    for (let first = 0, t = 0; first < biases.length; first += tile.channels, t++)
      run(
        atMaps + 4 * row * spec.stride * layout.rowPitch,
        4 * layout.blockPitch,
        atWeights + t * tileWeights,
        atTaps,
        taps.length,
        atBiases + 4 * first,
        atSums + first * sumPitch + 4 * row * sumColumns,
        sumPitch,
        layout.blocks,
      );
  const all = new Int32Array(memory.buffer, atSums, outputs * rows * sumColumns);
  if (sumColumns > columns)
    for (let row = 1; row < outputs * rows; row++)
      all.copyWithin(row * columns, row * sumColumns, row * sumColumns + columns);
  return { shape: [outputs, rows, columns], data: all.subarray(0, outputs * rows * columns) };
}
