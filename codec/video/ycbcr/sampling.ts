/** How the differences of colour are sampled in one direction. */
export interface Axis {
  /** One value for so many pixels. */
  readonly step: 1 | 2;
  /** Where a value of two pixels lies: on the first, or in the middle. */
  readonly site: 'first' | 'middle';
}

/** How many values there are for so many pixels. */
export const samples = (pixels: number, { step }: Axis): number => Math.ceil(pixels / step);

/** A plane of a value per pixel, interpolated linearly between those that there are. */
export function enlarge(plane: Uint8Array, width: number, height: number, x: Axis, y: Axis): Uint8Array {
  if (x.step === 1 && y.step === 1) return plane;
  const [columns, rows] = [ways(width, x), ways(height, y)];
  const stride = samples(width, x);
  const large = new Uint8Array(width * height);
  for (let row = 0, at = 0; row < height; row++) {
    const [above, below, down] = [rows.before[row]! * stride, rows.after[row]! * stride, rows.share[row]!];
    for (let column = 0; column < width; column++, at++) {
      const [left, right, along] = [columns.before[column]!, columns.after[column]!, columns.share[column]!];
      const top = plane[above + left]! * (1 - along) + plane[above + right]! * along;
      const bottom = plane[below + left]! * (1 - along) + plane[below + right]! * along;
      large[at] = Math.floor(top * (1 - down) + bottom * down + 0.5);
    }
  }
  return large;
}

/** For each pixel, the values before and behind it, and the share of the latter. */
function ways(pixels: number, axis: Axis) {
  const count = samples(pixels, axis);
  const places = Array.from({ length: pixels }, (_, pixel) =>
    axis.step === 1 ? pixel : (pixel - (axis.site === 'middle' ? 0.5 : 0)) / 2,
  );
  return {
    before: places.map(place => within(Math.floor(place), count)),
    after: places.map(place => within(Math.floor(place) + 1, count)),
    share: places.map(place => place - Math.floor(place)),
  };
}

/** A plane with one value for several pixels: the average of those around where the value lies. */
export function reduce(plane: Uint8Array, width: number, height: number, x: Axis, y: Axis): Uint8Array {
  if (x.step === 1 && y.step === 1) return plane;
  const [columns, rows] = [samples(width, x), samples(height, y)];
  const small = new Uint8Array(columns * rows);
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, at++) {
      let sum = 0;
      for (const [down, heavy] of tapsOf(y)) {
        const line = within(row * y.step + down, height) * width;
        for (const [along, weight] of tapsOf(x))
          sum += heavy * weight * plane[line + within(column * x.step + along, width)]!;
      }
      small[at] = Math.floor(sum + 0.5);
    }
  return small;
}

type Taps = readonly (readonly [offset: number, weight: number])[];

const taps: Readonly<Record<'every' | Axis['site'], Taps>> = {
  every: [[0, 1]],
  middle: [
    [0, 0.5],
    [1, 0.5],
  ],
  first: [
    [-1, 0.25],
    [0, 0.5],
    [1, 0.25],
  ],
};

const tapsOf = ({ step, site }: Axis): Taps => taps[step === 1 ? 'every' : site];

/** The nearest index that there is. */
const within = (index: number, count: number): number => Math.max(0, Math.min(count - 1, index));
