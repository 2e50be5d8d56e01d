import type { Kernel, Range, Value } from '../ir.js';

/** How a value stands in hardware: as many bits as its range takes, two's complement when it can be negative. */
export interface Shape {
  readonly width: number;
  readonly signed: boolean;
  readonly lanes: number;
}

const bits = (value: bigint): number => (value === 0n ? 0 : value.toString(2).length);

export function widthOfRange({ min, max }: Range): number {
  const magnitude = Math.max(bits(max > 0n ? max : 0n), bits(min < 0n ? -min - 1n : 0n));
  return Math.max(1, magnitude + (min < 0n ? 1 : 0));
}

const shapeOfValue = ({ range, length = 1 }: Value): Shape => ({
  width: widthOfRange(range),
  signed: range.min < 0n,
  lanes: length,
});

export const shapeOf = (kernel: Pick<Kernel, 'values'>, id: number): Shape => shapeOfValue(kernel.values[id]!);

/** Bits of all of a value. */
export const bitsOfValue = (kernel: Pick<Kernel, 'values'>, id: number): number => {
  const { width, lanes } = shapeOf(kernel, id);
  return width * lanes;
};

/** 1, 2, 4 and on, or one of them below 0: a product with it is wires, and at most a negation. */
export function isPowerOfTwo(value: bigint): boolean {
  const magnitude = value < 0n ? -value : value;
  return magnitude !== 0n && (magnitude & (magnitude - 1n)) === 0n;
}
