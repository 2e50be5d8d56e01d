import { axisIn, axisOut, dot, module, requantize, type UInt, u8, vec } from 'grace-hdl';
import type { Quantized } from './filters.js';

export interface FilterSpec extends Quantized {
  /** Name of the module. */
  readonly name: string;
  /** Rows and columns of the kernels. */
  readonly size: number;
  /** Size of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** A filter on a picture that streams by, one pixel of three colours per cycle, with zeros beyond the border. */
export const filterEngine = (name: string) =>
  module(
    name,
    (_spec: FilterSpec) => ({ s_axis: axisIn(vec(u8, 3)), m_axis: axisOut(vec(u8, 3)) }),
    (io, { size, width, height, weights, ...scale }) => {
      const windows = io.s_axis.window({ rows: size, cols: size, width, height, pad: 'zero' });
      const sums = windows.map(
        window =>
          [0, 1, 2].map(colour => {
            const values = window.map(row => row.map((pixel): UInt => pixel.at(colour)));
            const [first, ...others] = weights.map(kernel => dot(values, kernel));
            return others.reduce((sum, next) => sum.abs().add(next.abs()).toSInt(), first!);
          }),
        { stages: 3 },
      );
      const pixels = sums.map(sum => sum.map(value => requantize(value, scale, u8)), { stages: 2 });
      pixels.skid().into(io.m_axis);
    },
  );
