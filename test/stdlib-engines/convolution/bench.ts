import { random, type Simulator, simulate } from '../../../backend-sim/index.js';
import { plainSums } from '../../../codec/integer/conv/sums.js';
import type { Epilogue } from '../../../codec/integer/network.js';
import { finish } from '../../../codec/integer/operator/epilogue.js';
import type { IntegerTensor } from '../../../codec/integer/tensor.js';
import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { epilogueModes } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { convolutionEngine } from '../../../stdlib-engines/convolution/engine.js';
import { numbers } from '../quantized/ranges.js';

export type Mode = (typeof epilogueModes)[number];

/** A group of sums and what becomes of it: what a compiler would make of a small layer. */
export interface Layer {
  readonly images: number;
  /** Input channels, of which the last block may lack some. */
  readonly inputs: number;
  /** Output channels, at most the columns of the array. */
  readonly outputs: number;
  readonly kernel: number;
  readonly stride: 1 | 2;
  /** Of the map that is read, without the zeros around. */
  readonly rows: number;
  readonly columns: number;
  readonly mode: Mode;
  readonly wide: boolean;
  /** Blocks of each conv instruction: several of them give one group of sums. */
  readonly chunk: number;
  /** Words that pitches are larger than they have to be. */
  readonly slack: number;
  readonly seed: number;
}

type Command = Record<string, number>;
type Word = { address: number; data: number[] };

/** The streams of some layers, each in a place of its own in the memories, and what has to come out. */
export interface Job {
  readonly conv: Command[];
  readonly epilogue: Command[];
  readonly weights: number[][];
  readonly tile_write: Word[];
  readonly skip_write: Word[];
  readonly out_read: number[];
  readonly out_data: number[][];
}

/** The numbers of a layer. */
export interface Numbers {
  readonly weights: Int8Array;
  readonly bias: Int32Array;
  readonly scale: { readonly gain: Uint16Array; readonly shift: Uint8Array };
  /** Of each image, `[inputs, rows, columns]`. */
  readonly maps: readonly Int8Array[];
}

/** Where each memory is free. */
interface Free {
  tile: number;
  skip: number;
  out: number;
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** What the array, the memories and the epilogue get for a layer, and what the integer model makes of it. */
export function add(job: Job, layer: Layer, free: Free, config: AcceleratorConfig): Numbers {
  const { rows: P, columns: Q } = config;
  const { images, inputs, outputs, kernel, stride, mode, wide, slack } = layer;
  const of = numbers(layer.seed);
  const blocks = Math.ceil(inputs / P);
  const bytes = (n: number, most = 127) => Int8Array.from({ length: n }, () => of(-most, most === 128 ? 127 : most));

  const weights = bytes(outputs * inputs * kernel * kernel);
  const bias = Int32Array.from({ length: outputs }, () => of(-40000, 40000));
  const terms = Math.sqrt(inputs) * kernel * 70 * 70;
  // What brings a usual sum to about this many steps of what the mode takes.
  const reach = {
    none: wide ? 8000 : 60,
    relu: wide ? 8000 : 60,
    pool: 250,
    add: 250000,
    sigmoid: 9000,
    picture: 9000,
  };
  const scale = { gain: new Uint16Array(outputs), shift: new Uint8Array(outputs) };
  for (const o of range(outputs)) {
    const exact = Math.min(60000, (reach[mode] / terms) * 2 ** of(-1, 1) * 256);
    const shift = Math.max(0, Math.min(31, Math.floor(Math.log2(65535 / exact))));
    scale.shift[o] = shift;
    scale.gain[o] = Math.round(exact * 2 ** shift);
  }

  const half = (kernel - 1) / 2;
  const [high, across] = [layer.rows + kernel - 1, layer.columns + kernel - 1];
  const rowPitch = across + slack;
  const imagePitch = high * rowPitch + slack;
  const blockPitch = images * imagePitch + slack;
  const base = free.tile;
  const maps = range(images).map(() => bytes(inputs * layer.rows * layer.columns, 128));
  maps.forEach((map, image) => {
    for (const block of range(blocks))
      for (const y of range(high))
        for (const x of range(across)) {
          const [row, column] = [y - half, x - half];
          const inside = row >= 0 && row < layer.rows && column >= 0 && column < layer.columns;
          const data = range(P).map(p => {
            const channel = block * P + p;
            if (channel >= inputs) return of(-128, 127);
            return inside ? map[(channel * layer.rows + row) * layer.columns + column]! : 0;
          });
          job.tile_write.push({ address: base + block * blockPitch + image * imagePitch + y * rowPitch + x, data });
        }
  });
  free.tile += blocks * blockPitch;

  const [rows, columns] = [Math.ceil(layer.rows / stride), Math.ceil(layer.columns / stride)];
  const skipGain = of(0, 65535);
  const skips = range(images).map(() => bytes(outputs * rows * columns, 128));
  const skipBase = free.skip;
  if (mode === 'add') {
    for (const block of range(Q / P))
      for (const image of range(images))
        for (const at of range(rows * columns))
          job.skip_write.push({
            address: free.skip++,
            data: range(P).map(p => skips[image]![(block * P + p) * rows * columns + at] ?? of(-128, 127)),
          });
  }

  // Parameters, then each set of weights.
  const parameters = range(Q).flatMap(o => {
    const bits = new DataView(new ArrayBuffer(8));
    bits.setInt32(0, bias[o] ?? 0, true);
    bits.setUint16(4, scale.gain[o] ?? 0, true);
    bits.setUint8(6, scale.shift[o] ?? 0);
    return range(8).map(i => bits.getInt8(i));
  });
  for (const row of range(8)) job.weights.push(parameters.slice(row * Q, (row + 1) * Q));
  for (let from = 0; from < blocks; from += layer.chunk) {
    const count = Math.min(layer.chunk, blocks - from);
    job.conv.push({
      base: base + from * blockPitch,
      ...{ rowPitch, blockPitch, imagePitch, blocks: count, kernelRows: kernel, kernelColumns: kernel, stride, images },
      ...{ first: from === 0 ? 1 : 0, last: from + count === blocks ? 1 : 0, rows, columns },
    });
    for (let block = from; block < from + count; block++)
      for (const tap of range(kernel * kernel))
        for (const p of range(P)) {
          const channel = block * P + p;
          job.weights.push(
            range(Q).map(o =>
              o < outputs && channel < inputs ? weights[(o * inputs + channel) * kernel * kernel + tap]! : 0,
            ),
          );
        }
  }

  const by = mode === 'pool' ? 2 : 1;
  const size = wide ? 2 : 1;
  const [outRows, outColumns] = [rows / by, columns / by];
  const columnPitch = size + (slack % 2);
  const out = {
    columnPitch,
    rowPitch: outColumns * columnPitch + slack,
    imagePitch: outRows * (outColumns * columnPitch + slack) + slack,
  };
  const outBlock = images * out.imagePitch;
  job.epilogue.push({
    mode: epilogueModes.indexOf(mode),
    ...{ wide: wide ? 1 : 0, skipGain, skipBase, rows, columns, images, base: free.out, blockPitch: outBlock },
    ...out,
  });

  const epilogue = (mode === 'add' ? { kind: 'add', input: 'skip', gain: skipGain } : { kind: mode }) as Epilogue;
  const type = formatOf(mode, wide);
  maps.forEach((map, image) => {
    const sums = plainSums(
      { shape: [inputs, layer.rows, layer.columns], data: map },
      { kernel, stride, weights, bias },
    );
    const skip = { data: skips[image]! } as unknown as IntegerTensor;
    const format = { type, step: 1 } as never;
    const results = finish(sums, { epilogue, scale, format }, new Map([['skip', skip]]));
    for (const block of range(Math.ceil(outputs / P)))
      for (const y of range(outRows))
        for (const x of range(outColumns))
          for (const part of range(size)) {
            const each = P / size;
            const data = range(each).flatMap(i => {
              const channel = block * P + part * each + i;
              const value = channel < outputs ? results[(channel * outRows + y) * outColumns + x]! : Number.NaN;
              return wide ? [value & 255, (value >> 8) & 255].map(b => (Number.isNaN(value) ? value : b)) : [value];
            });
            job.out_read.push(
              free.out + block * outBlock + image * out.imagePitch + y * out.rowPitch + x * columnPitch + part,
            );
            job.out_data.push(data.map(b => (Number.isNaN(b) ? b : (b << 24) >> 24)));
          }
  });
  free.out += (Q / P) * outBlock;
  return { weights, bias, scale, maps };
}

const formatOf = (mode: Mode, wide: boolean): string =>
  mode === 'sigmoid' ? (wide ? 'u16' : 'u8') : mode === 'picture' ? 'u8' : wide ? 'i16' : 'i8';

export const none = (): Job => ({
  ...{ conv: [], epilogue: [], weights: [], tile_write: [], skip_write: [], out_read: [], out_data: [] },
});

export function jobOf(layers: readonly Layer[], config: AcceleratorConfig): Job {
  const job = none();
  const free = { tile: 3, skip: 1, out: 2 };
  for (const layer of layers) add(job, layer, free, config);
  for (const [name, size] of [
    ['tile', config.tileWords],
    ['skip', config.skipWords],
    ['out', config.outWords],
  ] as const)
    if (free[name] > size) throw new RangeError(`the layers need ${free[name]} words of the ${name} memory`);
  return job;
}

export interface Stalls {
  readonly source: number;
  readonly sink: number;
  readonly seed: number;
}

/** An engine in simulation, from random state. */
export const engine = (config: AcceleratorConfig): Simulator =>
  simulate(convolutionEngine({ config }), { randomizeState: true }) as Simulator;

/** Runs a job: fills the memories, convolves, and reads what came out. */
export function run(sim: Simulator, job: Job, { source, sink }: Stalls = { source: 0, sink: 0, seed: 1 }) {
  const { tile_write, skip_write, conv, epilogue, weights, out_read } = job;
  const transfer = (feed: Record<string, readonly unknown[]>, expect: Record<string, number>) => {
    const stall = Object.fromEntries([
      ...Object.keys(feed).map(name => [name, random(source)] as const),
      ...Object.keys(expect).map(name => [name, random(sink)] as const),
    ]);
    return sim.transfer(feed as never, { expect, stall } as never) as unknown as {
      data: Record<string, ArrayLike<unknown>>;
      cycles: number;
    };
  };
  transfer({ tile_write, skip_write }, {});
  const done = transfer({ conv, epilogue, weights }, { conv_done: conv.length, epilogue_done: epilogue.length });
  const read = transfer({ out_read }, { out_data: out_read.length });
  return {
    cycles: done.cycles,
    codes: [...Array.from(done.data.conv_done!), ...Array.from(done.data.epilogue_done!)],
    words: Array.from(read.data.out_data!, word => Array.from(word as ArrayLike<number>)),
  };
}

/** The words with what does not matter taken from what came. */
export const expected = (job: Job, words: readonly (readonly number[])[]): number[][] =>
  job.out_data.map((word, i) => word.map((byte, p) => (Number.isNaN(byte) ? words[i]![p]! : byte)));
