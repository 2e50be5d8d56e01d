import type { ConvSpec } from '../../../../codec/integer/conv/sums.js';
import { beforeOf, inChannels, strided } from '../../../../codec/integer/conv/sums.js';
import type { ConvLayer } from '../../../../codec/integer/network.js';
import type { AcceleratorConfig } from '../../../../stdlib-engines/accelerator/config.js';
import { encode, program, semaphores } from '../../../../stdlib-engines/accelerator/isa/encode.js';
import {
  conv,
  end,
  epilogue,
  epilogueModes,
  load,
  store,
  table,
  weights,
} from '../../../../stdlib-engines/accelerator/isa/formats.js';

/** A convolution of one map in one tile: small enough for the memories. */
export interface SmallLayer extends Pick<ConvLayer, 'epilogue' | 'scale' | 'affine' | 'format'> {
  readonly spec: ConvSpec;
  readonly rows: number;
  readonly columns: number;
  /** The blocks of input channels are added in so many steps. */
  readonly steps: number;
}

export interface LayerProgram {
  readonly program: Uint8Array;
  readonly constants: Uint8Array;
  /** Bytes of the work region: the input at 0, the skip at `skip`, the result at `result`. */
  readonly workBytes: number;
  readonly skip: number;
  readonly result: number;
  readonly resultBytes: number;
}

/** Bytes one behind the other, each from a multiple of 64 on. */
function image() {
  const pieces: Uint8Array[] = [];
  let length = 0;
  return {
    add(bytes: Uint8Array): number {
      const at = length;
      const padded = new Uint8Array(64 * Math.ceil(bytes.length / 64));
      padded.set(bytes);
      pieces.push(padded);
      length += padded.length;
      return at;
    },
    bytes: (): Uint8Array => Uint8Array.from(pieces.flatMap(piece => [...piece])),
  };
}

/** A program for a layer, by hand: for each group of output channels weights, sums in steps, an epilogue and a store. */
export function layerProgram(layer: SmallLayer, config: AcceleratorConfig): LayerProgram {
  const { spec, rows, columns, epilogue: tail, affine, format } = layer;
  const P = config.rows;
  const Q = config.columns;
  const mode = tail.kind;
  const blocks = Math.ceil(inChannels(spec) / P);
  const outputs = spec.bias.length;
  const groups = Math.ceil(outputs / Q);
  const [outRows, outColumns] = [strided(rows, spec.stride), strided(columns, spec.stride)];
  const wide = format.type === 'i16' || format.type === 'u16' ? 1 : 0;
  const halves = mode === 'pool' ? 2 : 1;
  const words = (outRows / halves) * (outColumns / halves) * (1 + wide);
  const constants = image();
  const [up, left] = beforeOf(spec);
  // As many rows as the last window needs.
  const [tallest, widest] = [(outRows - 1) * spec.stride + spec.kernel, (outColumns - 1) * spec.stride + spec.kernel];
  const [readRows, readColumns] = [Math.min(rows, tallest - up), Math.min(columns, widest - left)];
  const blockWords = tallest * widest;
  const skip = blocks * rows * columns * P;
  const result = skip + groups * (Q / P) * words * P;
  const resultBytes = groups * (Q / P) * words * P;
  const code: Uint8Array[] = [];

  if (affine) {
    const bytes = new DataView(new ArrayBuffer(blocks * P * 8));
    for (const [channel, gain] of affine.gain.entries()) {
      bytes.setInt16(8 * channel, gain, true);
      bytes.setUint8(8 * channel + 2, affine.shift[channel]!);
      bytes.setInt32(8 * channel + 4, affine.offset[channel]!, true);
    }
    const address = constants.add(new Uint8Array(bytes.buffer));
    code.push(encode(table, { address, region: 0, first: 3, count: blocks }));
  }
  code.push(
    encode(
      load,
      {
        ...{ address: 0, region: 1, affine: affine ? 1 : 0, table: 3 },
        ...{ blockStride: rows * columns * P, rowStride: columns * P, images: 1, blocks },
        ...{ rows: readRows, columns: readColumns, padTop: up, padLeft: left },
        ...{ padBottom: tallest - up - readRows, padRight: widest - left - readColumns },
        ...{ base: 5, rowPitch: widest, blockPitch: blockWords },
      },
      { signal: semaphores(0) },
    ),
  );
  for (let group = 0; group < groups; group++) {
    const address = constants.add(weightBytes(layer, group, blocks, config));
    const bytes = Q * (8 + blocks * spec.kernel ** 2 * P);
    code.push(encode(weights, { address, region: 0, bytes }));
    if (mode === 'add') {
      const size = outRows * outColumns;
      const from = skip + group * (Q / P) * size * P;
      const box = { rows: outRows, columns: outColumns, images: 1, blocks: Q / P };
      const at = { base: 0, rowPitch: outColumns, blockPitch: size };
      const strides = { rowStride: outColumns * P, blockStride: size * P };
      const sync = { wait: group > 0 ? semaphores(4) : 0, signal: semaphores(3) };
      code.push(encode(load, { address: from, region: 1, skip: 1, ...box, ...at, ...strides }, sync));
    }
    const steps = Math.min(layer.steps, blocks);
    for (let step = 0, block = 0; step < steps; step++) {
      const many = Math.floor(((step + 1) * blocks) / steps) - block;
      code.push(
        encode(
          conv,
          {
            ...{ base: 5 + block * blockWords, rowPitch: widest, blockPitch: blockWords, blocks: many },
            ...{ kernelRows: spec.kernel, kernelColumns: spec.kernel, stride: spec.stride, images: 1 },
            ...{ first: step === 0 ? 1 : 0, last: step === steps - 1 ? 1 : 0, rows: outRows, columns: outColumns },
          },
          { wait: group + step === 0 ? semaphores(0) : 0 },
        ),
      );
      block += many;
    }
    const wait = (group > 0 ? semaphores(2) : 0) | (mode === 'add' ? semaphores(3) : 0);
    const pitches = { rowPitch: (outColumns / halves) * (1 + wide), blockPitch: words, columnPitch: 1 + wide };
    code.push(
      encode(
        epilogue,
        {
          ...{ mode: epilogueModes.indexOf(mode), wide, images: 1, rows: outRows, columns: outColumns, base: 7 },
          ...{ ...pitches, ...(tail.kind === 'add' && { skipGain: tail.gain }) },
        },
        { wait, signal: semaphores(1) | (mode === 'add' && group + 1 < groups ? semaphores(4) : 0) },
      ),
      encode(
        store,
        {
          ...{ address: result + group * (Q / P) * words * P, region: 1, blockStride: words * P },
          ...{ images: 1, blocks: Q / P, rows: 1, columns: words, base: 7, blockPitch: words },
        },
        { wait: semaphores(1), signal: group + 1 < groups ? semaphores(2) : 0 },
      ),
    );
  }
  code.push(encode(end, {}));
  const workBytes = result + resultBytes;
  return { program: program(code), constants: constants.bytes(), workBytes, skip, result, resultBytes };
}

/** Parameters and weights of a group of output channels, in the order in which `conv` takes them. */
function weightBytes(layer: SmallLayer, group: number, blocks: number, config: AcceleratorConfig): Uint8Array {
  const { spec, scale } = layer;
  const { rows: P, columns: Q } = config;
  const inputs = inChannels(spec);
  const taps = spec.kernel ** 2;
  const bytes = new DataView(new ArrayBuffer(Q * (8 + blocks * taps * P)));
  for (let q = 0; q < Q; q++) {
    const channel = group * Q + q;
    if (channel >= spec.bias.length) continue;
    bytes.setInt32(8 * q, spec.bias[channel]!, true);
    bytes.setUint16(8 * q + 4, scale.gain[channel]!, true);
    bytes.setUint8(8 * q + 6, scale.shift[channel]!);
    for (let block = 0; block < blocks; block++)
      for (let tap = 0; tap < taps; tap++)
        for (let p = 0; p < P && block * P + p < inputs; p++) {
          const weight = spec.weights[(channel * inputs + block * P + p) * taps + tap]!;
          bytes.setInt8(8 * Q + ((block * taps + tap) * P + p) * Q + q, weight);
        }
  }
  return new Uint8Array(bytes.buffer);
}
