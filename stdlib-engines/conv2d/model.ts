import { i8, requantizeModel, u8 } from '../../dsl/index.js';
import { type Conv2dSpec, kernelOf } from './spec.js';

/** What `conv2d` gives for a picture, bit for bit: pixels in the order of the raster, each a list of its channels. */
export function conv2dModel(spec: Conv2dSpec, picture: readonly (readonly number[])[]): number[][] {
  const type = spec.to === 'u8' ? u8 : i8;
  return picture.map((_, place) =>
    spec.weights.map((_, o) => {
      const scale = spec.scale[o]!;
      const y = requantizeModel(sumAt(spec, picture, place, o), scale, type);
      return spec.activation === 'relu' ? Math.max(y, scale.zero ?? 0) : y;
    }),
  );
}

function sumAt(spec: Conv2dSpec, picture: readonly (readonly number[])[], place: number, output: number): number {
  const { width, height, weights, bias } = spec;
  const { rows, cols } = kernelOf(spec);
  const top = Math.floor(place / width) - (rows - 1) / 2;
  const left = (place % width) - (cols - 1) / 2;
  let sum = bias[output]!;
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const [y, x] = [top + row, left + col];
      if (y < 0 || y >= height || x < 0 || x >= width) continue;
      const pixel = picture[y * width + x]!;
      weights[output]![row]![col]!.forEach((weight, i) => {
        sum += weight * pixel[i]!;
      });
    }
  }
  return sum;
}
