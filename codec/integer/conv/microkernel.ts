import { assemble, Code } from '../../../backend-sim/wasm/index.js';

/**
 * Sums of some output channels over a run of pixels, in WebAssembly SIMD. `i32x4.dot_i16x8_s` takes four pixels times two
 * input channels, so activations lie as 16 bits in pairs of channels, and a weight pair is spread over the four pixels. A
 * table gives the distance of each tap (pair, row, column of the kernel) from the first, so one loop serves every kernel.
 *
 *     activations, at a tap:   x0 c0 | x0 c1 | x1 c0 | x1 c1 | x2 c0 | ...      16 bits each
 *     weights of a channel:    w  c0 | w  c1 | w  c0 | w  c1 | w  c0 | ...
 *     dot_i16x8_s:             sum of x0     | sum of x1     | sum of x2 ...    32 bits each
 *
 * One call does a row: `blocks` times `4 * vectors` pixels of `channels` output channels. Each block has its columns for
 * itself, those at its edges twice in memory, so that what it needs of a row is one run of bytes.
 */
export interface Tile {
  /** Output channels of one call. */
  readonly channels: number;
  /** Vectors of four pixels that are summed together. */
  readonly vectors: number;
}

/** channels * vectors sums, a weight and the pixels stay in the 16 vector registers of a processor. */
export const wideTile: Tile = { channels: 4, vectors: 2 };
/** For maps of up to four columns. */
export const narrowTile: Tile = { channels: 8, vectors: 1 };

/** Parameters of the functions of the module, in order; all are addresses in bytes or counts. */
export type RowSums = (
  activations: number,
  /** From a block's activations to the next one's. */
  blockPitch: number,
  weights: number,
  taps: number,
  tapCount: number,
  biases: number,
  sums: number,
  /** From a channel's sums to the next one's. */
  sumPitch: number,
  blocks: number,
) => void;

/** A module with `wide` and `narrow`, each a `RowSums` of its tile. */
export const microkernels = (): Uint8Array<ArrayBuffer> =>
  assemble({
    functions: [
      { name: 'wide', code: rowSums(wideTile), results: [] },
      { name: 'narrow', code: rowSums(narrowTile), results: [] },
    ],
  });

function rowSums({ channels, vectors }: Tile): Code {
  const code = new Code(new Array<'i32'>(9).fill('i32'));
  const [activations, blockPitch, weights, taps, tapCount, biases, sums, sumPitch, blocks] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8,
  ] as const;
  const [tap, tapEnd, weight, pixel, to] = Array.from({ length: 5 }, () => code.local('i32')) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const total = Array.from({ length: channels }, () => Array.from({ length: vectors }, () => code.local('v128')));
  const pixels = Array.from({ length: vectors }, () => code.local('v128'));
  const pair = code.local('v128');

  code.get(taps).get(tapCount).i32(2).op('i32.shl').op('i32.add').set(tapEnd);
  code.loop();
  for (const [c, row] of total.entries()) {
    code
      .get(biases)
      .loadSplat(4 * c)
      .set(row[0]!);
    for (const sum of row.slice(1)) code.get(row[0]!).set(sum);
  }
  code.get(taps).set(tap).get(weights).set(weight);
  code.loop();
  code.get(activations).get(tap).access('i32.load', 0).op('i32.add').set(pixel);
  for (const [v, vector] of pixels.entries())
    code
      .get(pixel)
      .loadVector(16 * v)
      .set(vector);
  for (const [c, row] of total.entries()) {
    code
      .get(weight)
      .loadSplat(4 * c)
      .set(pair);
    for (const [v, sum] of row.entries())
      code.get(sum).get(pixels[v]!).get(pair).simd('i32x4.dot_i16x8_s').simd('i32x4.add').set(sum);
  }
  code
    .get(weight)
    .i32(4 * channels)
    .op('i32.add')
    .set(weight);
  code.get(tap).i32(4).op('i32.add').tee(tap).get(tapEnd).op('i32.lt_u').brIf(0);
  code.end();
  code.get(sums).set(to);
  for (const row of total) {
    for (const [v, sum] of row.entries())
      code
        .get(to)
        .get(sum)
        .storeVector(16 * v);
    code.get(to).get(sumPitch).op('i32.add').set(to);
  }
  code.get(activations).get(blockPitch).op('i32.add').set(activations);
  code
    .get(sums)
    .i32(16 * vectors)
    .op('i32.add')
    .set(sums);
  code.get(blocks).i32(1).op('i32.sub').tee(blocks).brIf(0);
  return code.end();
}
