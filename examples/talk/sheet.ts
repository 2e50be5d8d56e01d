import { type Picture, picture } from 'grace-hdl/codec';

type Pictures = readonly Picture[];

/** Frames of a row of the sheet, evenly spread over a clip of so many, by their numbers. */
export const shownOf = (frames: number): readonly number[] =>
  Array.from({ length: 6 }, (_, i) => Math.round(((i + 1) * (frames - 1)) / 6));

/** Pixels between pictures. */
const gap = 4;

/** The same frames of a clip, and what decoders made of them. */
export interface Shown {
  readonly source: Picture;
  readonly clip: Pictures;
  readonly float: Pictures;
  readonly decoded: Pictures;
}

/**
 * Rows of some frames in time: the clip, with the source picture before it; float; as they are decoded; twice what those lack
 * to the clip; eight times how they differ from float. Every pixel is a square of two.
 */
export function comparison({ source, clip, float, decoded }: Shown): Picture {
  const lacking = decoded.map((one, i) => difference(one, clip[i]!, 2));
  const rounding = decoded.map((one, i) => difference(one, float[i]!, 8));
  return sheetOf(
    [clip, float, decoded, lacking, rounding].map((row, i) => [i === 0 ? source : undefined, ...row]),
    2,
  );
}

/** Rows of pictures of one size on white, every pixel as a square of `times`; undefined leaves a place empty. */
function sheetOf(rows: readonly (readonly (Picture | undefined)[])[], times: number): Picture {
  const { width, height } = rows.flat().find(one => one !== undefined)!;
  const [across, down] = [width * times + gap, height * times + gap];
  const sheet = picture(rows[0]!.length * across - gap, rows.length * down - gap);
  sheet.rgb.fill(255);
  rows.forEach((row, r) => {
    row.forEach((one, c) => {
      if (one) paste(one, times, sheet, c * across, r * down);
    });
  });
  return sheet;
}

function paste({ width, height, rgb }: Picture, times: number, sheet: Picture, left: number, top: number): void {
  for (let y = 0; y < height * times; y++)
    for (let x = 0; x < width * times; x++) {
      const from = 3 * (Math.floor(y / times) * width + Math.floor(x / times));
      sheet.rgb.set(rgb.subarray(from, from + 3), 3 * ((top + y) * sheet.width + left + x));
    }
}

/** How one picture differs from another, so many times enlarged, around grey. */
const difference = (one: Picture, other: Picture, times: number): Picture =>
  picture(
    one.width,
    one.height,
    one.rgb.map((byte, i) => Math.max(0, Math.min(255, 128 + times * (byte - other.rgb[i]!)))),
  );

/** The frames of several clips side by side. */
export async function* besides(...clips: readonly Pictures[]): AsyncGenerator<Picture> {
  const { width, height } = clips[0]![0]!;
  for (let i = 0; i < clips[0]!.length; i++) {
    const wide = picture(width * clips.length, height);
    clips.forEach((clip, c) => {
      paste(clip[i]!, 1, wide, c * width, 0);
    });
    yield wide;
  }
}
