import { type Picture, picture } from '../../video/picture.js';
import type { Scene } from '../calibration/scenes.js';
import type { Predictions } from './trial.js';

/** Pixels between pictures. */
const gap = 4;

/** Pictures smaller than this are shown larger, each pixel as a square. */
const least = 128;

/**
 * A page of pictures, a row for the last frame of each scene: source, driving, float, INT8, and eight times what INT8 differs from float, on
 * grey.
 */
export function sheet(scenes: readonly Scene[], floats: Predictions, integers: Predictions): Picture {
  const rows = scenes.map(({ source, frames }, at) => {
    const [float, integer] = [floats[at]!.at(-1)!, integers[at]!.at(-1)!];
    return [source, frames.at(-1)!.driving, float, integer, difference(float, integer)];
  });
  const side = rows[0]![0]!.width;
  const times = Math.max(1, Math.ceil(least / side));
  const [columns, tile] = [rows[0]!.length, times * side + gap];
  const page = picture(columns * tile + gap, rows.length * tile + gap);
  page.rgb.fill(255);
  rows.forEach((row, r) => {
    row.forEach((one, c) => {
      paste(one, times, page, gap + c * tile, gap + r * tile);
    });
  });
  return page;
}

const difference = (float: Picture, integer: Picture): Picture =>
  picture(
    float.width,
    float.height,
    float.rgb.map((x, at) => Math.max(0, Math.min(255, 128 + 8 * (integer.rgb[at]! - x)))),
  );

function paste({ width, height, rgb }: Picture, times: number, page: Picture, left: number, top: number): void {
  for (let y = 0; y < height * times; y++)
    for (let x = 0; x < width * times; x++) {
      const from = 3 * (Math.floor(y / times) * width + Math.floor(x / times));
      page.rgb.set(rgb.subarray(from, from + 3), 3 * ((top + y) * page.width + left + x));
    }
}
