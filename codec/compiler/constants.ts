import { blockCount, channelMap } from './pass/conv.js';
import type { ConvPass } from './pass/pass.js';

/** Collects what goes into the region of constants, each at a multiple of 64 bytes. */
export interface ConstantsBuilder {
  /** The address of these bytes, from now on. */
  add(bytes: Uint8Array): number;
  bytes(): Uint8Array;
}

export function constantsBuilder(): ConstantsBuilder {
  const parts: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  let end = 0;
  return {
    add(bytes) {
      const at = end;
      parts.push({ at, bytes });
      end = Math.ceil((end + bytes.length) / 64) * 64;
      return at;
    },
    bytes() {
      const all = new Uint8Array(end);
      for (const { at, bytes } of parts) all.set(bytes, at);
      return all;
    },
  };
}

/** Bytes of the parameters and weights of one set of sums. */
export const setBytes = (blocks: number, kernel: number, rows: number, columns: number): number =>
  columns * (8 + blocks * kernel ** 2 * rows);

/**
 * Parameters and weights of a convolution in the order in which the array takes them: for each `columns` channels of the result
 * and each phase 8 bytes of parameters a channel (bias i32, gain u16, shift u8, 0), then for each block, row and column of
 * the kernel a weight for each input channel of the block and each of those channels.
 */
export function weightStream(pass: ConvPass, rows: number, columns: number): Uint8Array {
  const { inputs, kernel, phases, channels } = pass;
  const inputOf = channelMap(inputs, rows);
  const blocks = blockCount(inputs);
  const sets = Math.ceil(channels / columns);
  const bytes = new Uint8Array(sets * phases.length * setBytes(blocks, kernel, rows, columns));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let first = 0; first < channels; first += columns)
    for (const phase of phases) {
      const here = Math.min(columns, channels - first);
      for (let q = 0; q < here; q++) {
        view.setInt32(at + 8 * q, phase.bias(first + q), true);
        view.setUint16(at + 8 * q + 4, phase.gain(first + q), true);
        view.setUint8(at + 8 * q + 6, phase.shift(first + q));
      }
      at += 8 * columns;
      for (let block = 0; block < blocks; block++)
        for (let row = 0; row < kernel; row++)
          for (let column = 0; column < kernel; column++)
            for (let p = 0; p < rows; p++, at += columns) {
              const input = inputOf[block * rows + p];
              if (input === undefined) continue;
              for (let q = 0; q < here; q++) view.setInt8(at + q, phase.weight(first + q, input, row, column));
            }
    }
  return bytes;
}
