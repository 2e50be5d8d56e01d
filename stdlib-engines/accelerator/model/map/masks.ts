import { flow, flowTo8, flowTo16 } from '../../../quantized/flow.js';
import { sigmoid } from '../../../quantized/sigmoid.js';
import { logitFraction, softmax } from '../../../quantized/softmax.js';
import { unit8 } from '../../../quantized/unit.js';
import { logitBytes, type MapFields, warpBytes } from '../../isa/check/map.js';
import { readRecords, shiftAt } from './record.js';

type Kernels = { readonly shares: ReturnType<typeof softmax>; readonly flow: ReturnType<typeof flow> };
const made = new Map<number, Kernels>();

/** A kernel is made for a number of channels, and takes a while. */
function kernelsFor(channels: number): Kernels {
  const known = made.get(channels) ?? { shares: softmax(channels), flow: flow(channels) };
  made.set(channels, known);
  return known;
}

const saturated = (x: number, bits: number): number => Math.max(-(2 ** (bits - 1)), Math.min(2 ** (bits - 1) - 1, x));

/**
 * `masks`: logits to shares, their sum with the motions to a flow, and the occlusion: a warp map.
 *
 * @param word bytes of a word of the memories
 */
export function masks(fields: MapFields, source: Uint8Array, second: Uint8Array, word: number): Uint8Array {
  const { channels } = fields;
  const kernels = kernelsFor(channels);
  const records = readRecords(second);
  const bytes = logitBytes(channels, word);
  const logits = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const result = new DataView(new ArrayBuffer(fields.rows * fields.columns * warpBytes));
  const store = fields.flow8 ? flowTo8 : flowTo16;
  const drop = 8 - fields.flowFraction;
  const here = new Int16Array(channels);
  for (let row = 0, pixel = 0; row < fields.rows; row++)
    for (let column = 0; column < fields.columns; column++, pixel++) {
      for (let c = 0; c < channels; c++) {
        const logit = logits.getInt16(pixel * bytes + 2 * c, true);
        here[c] = fields.logits8 ? saturated(logit, 8) << (logitFraction - fields.fraction) : logit;
      }
      const exact = kernels.shares(here) as ArrayLike<number>;
      const shares = Uint16Array.from(exact, share => (fields.shares8 ? unit8(share) << 8 : share));
      const shifts = records.map(record => shiftAt(record, fields.jacobians === 1, row, column));
      const [x, y] = [0, 1].map(axis => {
        const along = Int32Array.from(shifts, shift => shift[axis]!);
        return store(kernels.flow(shares, along), drop);
      }) as [number, number];
      const occlusion = sigmoid(logits.getInt16(pixel * bytes + 2 * channels, true));
      result.setInt16(pixel * warpBytes, x, true);
      result.setInt16(pixel * warpBytes + 2, y, true);
      result.setUint16(pixel * warpBytes + 4, fields.occlusion8 ? unit8(occlusion) << 8 : occlusion, true);
    }
  return new Uint8Array(result.buffer);
}
