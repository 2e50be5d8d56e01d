/** Red, green and blue in 0..1, as they stand in the file (no gamma is undone: this is a cartoon's light). */
export type Colour = readonly [number, number, number];

/** Where a paint leaves its colour; one is used again for every sample. */
export type Pixel = Float64Array;

export function put(pixel: Pixel, colour: Colour): void {
  pixel[0] = colour[0];
  pixel[1] = colour[1];
  pixel[2] = colour[2];
}

/** Moves the pixel towards a colour; 1 replaces it. */
export function blend(pixel: Pixel, colour: Colour, share: number): void {
  pixel[0]! += (colour[0] - pixel[0]!) * share;
  pixel[1]! += (colour[1] - pixel[1]!) * share;
  pixel[2]! += (colour[2] - pixel[2]!) * share;
}

export function scale(pixel: Pixel, factor: number): void {
  pixel[0]! *= factor;
  pixel[1]! *= factor;
  pixel[2]! *= factor;
}

/** The colour between two. */
export const mix = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

/** A colour from `#rrggbb`. */
export function hex(text: string): Colour {
  const bits = Number.parseInt(text.slice(1), 16);
  return [(bits >> 16) / 255, ((bits >> 8) & 255) / 255, (bits & 255) / 255];
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function rise(from: number, to: number, at: number): number {
  const t = Math.min(1, Math.max(0, (at - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** A soft hill of height 1 around 0, a thirtieth of it left at three widths; a bell without an exponential. */
export function hill(distanceSquared: number, width: number): number {
  const slope = 1 + distanceSquared / (2 * width * width);
  return 1 / (slope * slope);
}
