/**
 * Edges of a colour picture that streams by: brightness, then the length of the gradient by Sobel, both as kernels. The
 * functions that the hardware is made of are the model that a program or a test calls.
 *
 *   grace verilog examples/sobel.ts -o out
 */
import {
  type Arr,
  axiDomain,
  axisIn,
  axisOut,
  bundle,
  inDomain,
  kernel,
  module,
  roundShr,
  sat,
  u8,
  unroll,
} from 'grace-hdl';

/** Brightness by BT.601, in 256ths: they add up to 256, so white is 255. */
export const luma = kernel((red: u8, green: u8, blue: u8): u8 => roundShr(77 * red + 150 * green + 29 * blue, 8));

/**
 * The length of the gradient, clamped to 255. `max + 3/8 min` stands for the square root of the sum of squares: it is
 * less than 7 % too long and less than 3 % too short (alpha max plus beta min), and takes no multiplier.
 */
export const sobel = kernel((pixels: Arr<u8, 3, 3>): u8 => {
  let across = 0;
  let down = 0;
  for (const i of unroll(3)) {
    const weight = i === 1 ? 2 : 1;
    across += weight * (pixels[i]![2]! - pixels[i]![0]!);
    down += weight * (pixels[2]![i]! - pixels[0]![i]!);
  }
  const longer = Math.max(Math.abs(across), Math.abs(down));
  const shorter = Math.min(Math.abs(across), Math.abs(down));
  return sat(longer + ((3 * shorter) >> 3), u8);
});

export const rgb = bundle({ red: u8, green: u8, blue: u8 });

export interface SobelSpec {
  /** Size of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the clock, in nanoseconds: the kernels get as many registers as it takes. */
  readonly period: number;
}

/** One pixel per cycle; black beyond the border. */
export const sobelEdges = module(
  'sobel_edges',
  (_spec: SobelSpec) => ({ s_axis: axisIn(rgb), m_axis: axisOut(u8) }),
  (io, { width, height, period }) => {
    const grey = io.s_axis.map(luma, { period });
    const windows = grey.window({ rows: 3, cols: 3, width, height, pad: 'zero' });
    const edges = windows.map(sobel, { period });
    edges.skid().into(io.m_axis);
  },
);

export default inDomain(axiDomain, () => sobelEdges({ width: 640, height: 480, period: 5 }));
