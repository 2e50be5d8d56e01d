import type { Place } from '../compiler/image.js';
import { CodecError } from '../error.js';
import { arrays, type IntegerTensor, type IntegerType } from '../integer/tensor.js';

/** A place of one frame, for an array of so many rows. */
interface Spot {
  /** Of the array: channels of a block. */
  readonly rows: number;
  /** Which frame of the batch; 0 without. */
  readonly image?: number;
}

/**
 * Puts a tensor where an accelerator reads it. Channels that it does not have, in the last block, become 0.
 *
 * @param work the work region
 * @throws CodecError for a tensor of another shape, or a place outside of the region
 */
export function writeTensor(work: Uint8Array, place: Place, tensor: IntegerTensor, spot: Spot): void {
  if (tensor.shape.join() !== place.shape.join())
    throw new CodecError(
      `a tensor of ${tensor.shape.join('x')} for a place of ${place.shape.join('x')}`,
      'the network was compiled for inputs of this shape',
    );
  const view = viewOf(work, place, spot);
  const bytes = widthOf(place);
  if (place.layout.kind === 'blocks') new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(0);
  const put = setters[bytes];
  const shift = place.layout.kind === 'pixels' ? place.layout.shift : 0;
  eachNumber(place, spot.rows, (number, at) => put(view, bytes * at, tensor.data[number]! << shift));
}

/** The tensor that an accelerator has written to a place. */
export function readTensor(work: Uint8Array, place: Place, spot: Spot): IntegerTensor {
  const view = viewOf(work, place, spot);
  const bytes = widthOf(place);
  const { layout, shape } = place;
  const data = new arrays[place.type](shape.reduce((product, size) => product * size, 1));
  const get = getters[bytes];
  const shift = layout.kind === 'pixels' ? layout.shift : 0;
  const unsigned = place.type === 'u8' || place.type === 'u16';
  eachNumber(place, spot.rows, (number, at) => {
    const value = get(view, bytes * at);
    data[number] = unsigned ? (value & 0xffff) >> shift : value >> shift;
  });
  return { shape, data };
}

const widths: Readonly<Record<IntegerType, 1 | 2 | 4>> = { i8: 1, u8: 1, i16: 2, u16: 2, i32: 4 };
/** Bytes of a number in memory. */
const widthOf = ({ type, layout }: Place): 1 | 2 | 4 => (layout.kind === 'pixels' ? 2 : widths[type]);

const setters = {
  1: (view: DataView, at: number, value: number) => view.setInt8(at, value),
  2: (view: DataView, at: number, value: number) => view.setInt16(at, value, true),
  4: (view: DataView, at: number, value: number) => view.setInt32(at, value, true),
} as const;
const getters = {
  1: (view: DataView, at: number) => view.getInt8(at),
  2: (view: DataView, at: number) => view.getInt16(at, true),
  4: (view: DataView, at: number) => view.getInt32(at, true),
} as const;

function viewOf(work: Uint8Array, place: Place, { image = 0 }: Spot): DataView {
  const offset = place.offset + image * place.imageStride;
  if (offset + place.bytes > work.length)
    throw new CodecError(
      `a place that ends at byte ${offset + place.bytes} of ${work.length}`,
      'the work region has to be as large as the compiled network says',
    );
  return new DataView(work.buffer, work.byteOffset + offset, place.bytes);
}

/** Where each number of a tensor stands, counted in numbers. */
function eachNumber({ shape, layout }: Place, rows: number, visit: (number: number, at: number) => void): void {
  const count = shape.reduce((product, size) => product * size, 1);
  if (layout.kind === 'motions') {
    for (let i = 0; i < count; i++) visit(i, i);
    return;
  }
  const [channels, height, width] = shape as readonly [number, number, number];
  if (layout.kind === 'quads') {
    const quads = (height / 2) * (width / 2);
    for (let number = 0; number < count; number++) {
      const [channel, y, x] = [
        Math.floor(number / (height * width)),
        Math.floor(number / width) % height,
        number % width,
      ];
      const from = (2 * (y & 1) + (x & 1)) * channels + channel;
      const quad = (y >> 1) * (width / 2) + (x >> 1);
      visit(number, (Math.floor(from / rows) * quads + quad) * rows + (from % rows));
    }
    return;
  }
  const pixels = height * width;
  for (let channel = 0, number = 0; channel < channels; channel++) {
    const [from, step] =
      layout.kind === 'pixels'
        ? [layout.first + channel, layout.channels]
        : [Math.floor(channel / rows) * pixels * rows + (channel % rows), rows];
    for (let pixel = 0; pixel < pixels; pixel++, number++) visit(number, from + pixel * step);
  }
}
