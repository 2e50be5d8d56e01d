import { type i12, type i18, kernel, type u10 } from '../../dsl/index.js';

/** Bits behind the point of positions and shifts: 256ths of a pixel. */
export const positionFraction = 8;

/**
 * Where a pixel of a picture looks for its value: the pixel to the left of (or above) the place, and how far the place lies
 * from it, in 256ths. `shift` is in 256ths of a pixel. Exact: a shift of 0 gives the pixel itself and 0.
 */
export const place = kernel((pixel: u10, shift: i18) => {
  const at = (pixel << 8) + shift;
  return { cell: at >> 8, fraction: at & 255 };
});

/** Whether a cell lies in a row of so many pixels: what lies outside counts as 0. */
export const inside = kernel((cell: i12, size: u10): boolean => cell >= 0 && cell < size);
