import type { Scale } from '../../dsl/index.js';

/** A convolution layer in whole numbers: what the engine is built from, and what its model reads. */
export interface Conv2dSpec {
  /** Channels of a pixel that comes, and of one that leaves. */
  readonly inputs: number;
  readonly outputs: number;
  /** Size of the picture in pixels; it keeps it. */
  readonly width: number;
  readonly height: number;
  /** `weights[output][row][column][input]`, -128 to 127; rows and columns are odd numbers. */
  readonly weights: readonly (readonly (readonly (readonly number[])[])[])[];
  /** One per output, added to the sum of products; whole numbers of up to 32 bits. */
  readonly bias: readonly number[];
  /** From a sum to an 8-bit result; one per output. */
  readonly scale: readonly Scale[];
  /** `relu`: results below `zero` of the scale become that. Default `none`. */
  readonly activation?: 'none' | 'relu';
  /** Pixels come as numbers of 8 bits with or without a sign. Default `i8`. */
  readonly from?: 'i8' | 'u8';
  /** Results leave as numbers of 8 bits with or without a sign. Default `i8`. */
  readonly to?: 'i8' | 'u8';
  /** `tlast` at the ports: the last pixel of a picture is marked at the output. Default false. */
  readonly last?: boolean;
}

/** Rows and columns of the kernel. */
export const kernelOf = ({ weights }: Pick<Conv2dSpec, 'weights'>) => ({
  rows: weights[0]?.length ?? 0,
  cols: weights[0]?.[0]?.length ?? 0,
});

/** @throws RangeError for lists of the wrong length, kernels of an even size and numbers out of range, saying which. */
export function checkSpec(spec: Conv2dSpec): void {
  const { inputs, outputs, weights, bias, scale } = spec;
  const { rows, cols } = kernelOf(spec);
  const want = (ok: boolean, message: string): void => {
    if (!ok) throw new RangeError(`conv2d: ${message}`);
  };
  want(rows % 2 === 1 && cols % 2 === 1, `a kernel of ${rows} x ${cols}; both have to be odd`);
  for (const [name, { length }] of Object.entries({ weights, bias, scale }))
    want(length === outputs, `${length} entries in ${name} for ${outputs} outputs`);
  for (const [o, kernel] of weights.entries()) {
    const shaped = kernel.length === rows && kernel.every(row => row.length === cols);
    want(
      shaped && kernel.flat().every(pixel => pixel.length === inputs),
      `the kernel of output ${o} is not ${rows} x ${cols} x ${inputs}`,
    );
    const wide = kernel.flat(2).find(weight => !Number.isInteger(weight) || weight < -128 || weight > 127);
    want(wide === undefined, `weight ${wide} of output ${o} is no whole number from -128 to 127`);
  }
  const odd = bias.find(value => !Number.isInteger(value) || Math.abs(value) >= 2 ** 31);
  want(odd === undefined, `bias ${odd} is no whole number of 32 bits`);
}
