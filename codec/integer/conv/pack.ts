import type { Maps } from '../operator/load.js';
import { narrowTile, type Tile, wideTile } from './microkernel.js';
import { beforeOf, type ConvSpec, inChannels, strided } from './sums.js';

/** A convolution for maps of one size, as `fastSums` takes it. */
export interface PackedConv {
  readonly spec: ConvSpec;
  readonly rows: number;
  readonly columns: number;
  readonly tile: Tile;
  /** Weights of 16 bits: tile by tile of output channels, tap by tap, channel by channel, two input channels. */
  readonly weights: Int32Array;
  /** Of the channels of all tiles. */
  readonly biases: Int32Array;
  /** The distance of each tap from the first, in bytes. */
  readonly taps: Int32Array;
  readonly layout: Layout;
}

/**
 * How activations lie: rows with zeros around; in each row the blocks of a tile's pixels; in each block the pairs of channels;
 * of each pair the columns that the block needs, those that a stride of 2 passes over behind the others. All counts are of
 * 32-bit words.
 */
interface Layout {
  readonly pairs: number;
  /** Words of one phase of a pair in a block. */
  readonly phase: number;
  readonly blocks: number;
  readonly blockPitch: number;
  readonly rowPitch: number;
  readonly words: number;
}

const pairOf = (low: number, high: number): number => (low & 0xffff) | (high << 16);

export function packConv(spec: ConvSpec, rows: number, columns: number): PackedConv {
  const { kernel, stride, weights, bias } = spec;
  const inputs = inChannels(spec);
  const tile = strided(columns, stride) <= 4 ? narrowTile : wideTile;
  const pairs = Math.ceil(inputs / 2);
  const pixels = 4 * tile.vectors;
  const phase = pixels - 1 + Math.ceil(kernel / stride);
  const blocks = Math.ceil(strided(columns, stride) / pixels);
  const blockPitch = pairs * stride * phase;
  const rowPitch = blocks * blockPitch;
  const words = (rows + kernel - 1) * rowPitch;
  const tiles = Math.ceil(bias.length / tile.channels);
  const taps = new Int32Array(kernel * pairs * kernel);
  const packed = new Int32Array(tiles * taps.length * tile.channels);
  const weightAt = (o: number, i: number, r: number, c: number): number =>
    o < bias.length && i < inputs ? weights[((o * inputs + i) * kernel + r) * kernel + c]! : 0;
  let tap = 0;
  for (let r = 0; r < kernel; r++)
    for (let pair = 0; pair < pairs; pair++)
      for (let c = 0; c < kernel; c++, tap++) {
        taps[tap] = 4 * (r * rowPitch + (pair * stride + (c % stride)) * phase + Math.floor(c / stride));
        for (let o = 0; o < tiles * tile.channels; o++) {
          const at = (Math.floor(o / tile.channels) * taps.length + tap) * tile.channels + (o % tile.channels);
          packed[at] = pairOf(weightAt(o, 2 * pair, r, c), weightAt(o, 2 * pair + 1, r, c));
        }
      }
  const biases = new Int32Array(tiles * tile.channels);
  biases.set(bias);
  return {
    spec,
    rows,
    columns,
    tile,
    weights: packed,
    biases,
    taps,
    layout: { pairs, phase, blocks, blockPitch, rowPitch, words },
  };
}

/** Puts maps where the loop reads them. */
export function packMaps({ shape: [channels, rows, columns], data }: Maps, conv: PackedConv, into: Int32Array): void {
  const { pairs, phase, blocks, blockPitch, rowPitch } = conv.layout;
  const { kernel, stride } = conv.spec;
  const [up, left] = beforeOf(conv.spec);
  const pixels = phase + 1 - Math.ceil(kernel / stride);
  const plane = rows * columns;
  // A row of one pair, with zeros on both sides as far as the last block reaches.
  const line = new Int32Array((blocks - 1) * pixels * stride + phase * stride);
  into.fill(0, 0, up * rowPitch);
  into.fill(0, (up + rows) * rowPitch);
  for (let pair = 0; pair < pairs; pair++) {
    const paired = 2 * pair + 1 < channels;
    for (let row = 0; row < rows; row++) {
      const low = 2 * pair * plane + row * columns;
      for (let column = 0; column < columns; column++)
        line[left + column] = pairOf(data[low + column]!, paired ? data[low + plane + column]! : 0);
      const to = (row + up) * rowPitch + pair * stride * phase;
      for (let block = 0; block < blocks; block++)
        for (let p = 0; p < stride; p++) {
          const at = to + block * blockPitch + p * phase;
          const from = block * pixels * stride + p;
          for (let i = 0; i < phase; i++) into[at + i] = line[from + i * stride]!;
        }
    }
  }
}
