import { CodecError } from '../error.js';
import { type Tensor, tensor } from '../tensor/tensor.js';

/** A picture of bytes as it comes in and goes out: rows from the top, each pixel red, green, blue (sRGB, as in a PNG). */
export interface Picture {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** `3 * width * height` bytes. */
  readonly rgb: Uint8Array;
}

/**
 * A picture over `rgb`, or a black one.
 *
 * @throws CodecError if a side is no positive integer, or `rgb` has not just `3 * width * height` bytes
 */
export function picture(width: number, height: number, rgb?: Uint8Array): Picture {
  if (!(Number.isSafeInteger(width) && Number.isSafeInteger(height) && width > 0 && height > 0))
    throw new CodecError(`a picture of ${width}x${height} pixels`, 'its sides are positive integers');
  const bytes = 3 * width * height;
  if (rgb && rgb.length !== bytes)
    throw new CodecError(
      `${rgb.length} bytes are no picture of ${width}x${height} pixels`,
      `give ${bytes} bytes: red, green, blue of each pixel`,
    );
  return { width, height, rgb: rgb ?? new Uint8Array(bytes) };
}

/** The picture as `[3, height, width]` of floats: a byte `b` becomes the float nearest to `b / 255`. */
export function pictureToTensor({ width, height, rgb }: Picture): Tensor {
  const pixels = width * height;
  const data = new Float32Array(3 * pixels);
  for (let pixel = 0, at = 0; pixel < pixels; pixel++)
    for (let channel = 0; channel < 3; channel++) data[channel * pixels + pixel] = rgb[at++]! / 255;
  return tensor([3, height, width], data);
}

/**
 * The picture of a tensor `[3, height, width]`: `v` becomes `floor(255 v + 0.5)`, cut off at 0 and 255; what is not a
 * number becomes 0. The inverse of `pictureToTensor`.
 *
 * @throws CodecError if the shape is another
 */
export function tensorToPicture({ shape, data }: Tensor): Picture {
  const [channels, height, width] = shape;
  if (shape.length !== 3 || channels !== 3 || !height || !width)
    throw new CodecError(`a tensor of ${shape.join('x')} is no picture`, 'give one of 3 x height x width');
  const pixels = width * height;
  const rgb = new Uint8Array(3 * pixels);
  for (let pixel = 0, at = 0; pixel < pixels; pixel++)
    for (let channel = 0; channel < 3; channel++)
      rgb[at++] = Math.max(0, Math.min(255, Math.floor(data[channel * pixels + pixel]! * 255 + 0.5)));
  return { width, height, rgb };
}
