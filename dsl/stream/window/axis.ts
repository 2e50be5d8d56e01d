import { bad } from './bad.js';

/** What stands beyond the picture: zeros, its outermost pixel, or the picture mirrored at that pixel. */
export type Beyond = 'zero' | 'replicate' | 'reflect';

export interface AxisOptions {
  readonly op: string;
  /** How messages call the size of the picture, and describe a size. */
  readonly names: { readonly pixels: string; readonly size: (n: number) => string };
  /** Pixels of the picture, how many come at a time, and pixels of the kernel. */
  readonly pixels: number;
  readonly lanes: number;
  readonly taps: number;
  readonly stride: number;
  readonly dilation: number;
  /** Pixels beyond the picture that windows reach, at most, at its begin and at its end. */
  readonly before: number;
  readonly after: number;
  readonly beyond: Beyond;
}

/**
 * One direction of a window in numbers, in steps of a word: the `lanes` pixels that come at a time. Every word of the
 * picture is the anchor once; positions are counted in pixels from the first one of the anchor.
 *
 * An anchor stands as late in the picture as the last window allows. So of a kernel that stays within the picture no
 * pixel lies behind the anchor, and no window waits for pixels that it does not show.
 */
export interface Axis {
  /** Words of the picture, pixels in each. */
  readonly size: number;
  readonly lanes: number;
  readonly beyond: Beyond;
  /** Windows are offered at anchor `skip` and every `stride` words from there on, `count` times. */
  readonly skip: number;
  readonly stride: number;
  readonly count: number;
  /** Where the windows of an anchor begin, and the pixels of the kernel in the first of them; undefined: always zeros. */
  readonly starts: readonly number[];
  readonly taps: readonly (number | undefined)[];
  /** Words that a window reaches from its anchor: `low` is 0 or negative, `high` is 0 or more. */
  readonly low: number;
  readonly high: number;
  /** The pixel of the picture at a place of the line without end; undefined: a zero there, or no window shows it. */
  readonly source: (place: number) => number | 'zero' | undefined;
}

/** @throws HW032 when there are no such windows, with the numbers. */
export function axisOf(options: AxisOptions): Axis {
  const { op, names, pixels, lanes, taps, stride, dilation, before, after, beyond } = options;
  const reach = (taps - 1) * dilation + 1;
  if (pixels % lanes !== 0) bad(op, `${names.pixels} is ${pixels}, not a multiple of the ${lanes} pixels per cycle`);
  if (lanes % stride !== 0 && stride % lanes !== 0)
    bad(op, `a stride of ${stride} and ${lanes} pixels per cycle: neither is a multiple of the other`);
  if (before + after >= reach && before + after > 0)
    bad(
      op,
      `a kernel ${names.size(reach)} reaches ${reach - 1} pixels beyond the picture at most, not ${before} and ${after}`,
    );
  if (reach > pixels + before + after)
    bad(op, `a kernel ${names.size(reach)} does not fit in a picture ${names.size(pixels)}`);
  if (beyond === 'reflect' && Math.max(before, after) >= pixels)
    bad(op, `padding of ${Math.max(before, after)} cannot be mirrored where ${names.pixels} is ${pixels}`);

  const windows = Math.floor((pixels + before + after - reach) / stride) + 1;
  const starts = Array.from({ length: Math.max(1, lanes / stride) }, (_, i) => i * stride);
  if (windows % starts.length !== 0)
    bad(op, `${windows} windows in a line, not a multiple of the ${starts.length} per cycle`);
  const size = pixels / lanes;
  const step = Math.max(1, stride / lanes);
  const count = windows / starts.length;
  const end = (count - 1) * step;
  const skip = Math.min(Math.floor((starts.at(-1)! + reach - 1 - before) / lanes), size - 1 - end);

  const first = -before - skip * lanes;
  const shows = (at: number): boolean =>
    beyond !== 'zero' ||
    starts.some(start => skip * lanes + start + at < pixels && (skip + end) * lanes + start + at >= 0);
  const places = Array.from({ length: taps }, (_, i) => first + i * dilation).map(at => (shows(at) ? at : undefined));
  const shown = places.filter(at => at !== undefined);
  const highest = (skip + end) * lanes + starts.at(-1)! + first + reach - 1;
  return {
    ...{ size, lanes, beyond, skip, stride: step, count, starts, taps: places },
    low: Math.min(0, ...shown.map(at => Math.floor(at / lanes))),
    high: Math.max(0, ...shown.map(at => Math.floor((at + starts.at(-1)!) / lanes))),
    source(place) {
      if (place >= 0 && place < pixels) return place;
      if (place < -before || place > highest) return undefined;
      if (beyond === 'zero') return 'zero';
      if (beyond === 'replicate') return place < 0 ? 0 : pixels - 1;
      return place < 0 ? -place : 2 * (pixels - 1) - place;
    },
  };
}
