/** The types of whole numbers that a tensor may be of. `i32` is for keypoints alone. */
export const arrays = {
  i8: Int8Array,
  u8: Uint8Array,
  i16: Int16Array,
  u16: Uint16Array,
  i32: Int32Array,
} as const;

export type IntegerType = keyof typeof arrays;
export type IntegerArray = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array;

/** What the whole numbers of a tensor are: of which type, and what 1 is worth. 0 is always 0. */
export interface Format {
  readonly type: IntegerType;
  /** The real number that 1 stands for. */
  readonly step: number;
}

/**
 * A tensor of whole numbers, the last dimension running fastest: maps are `[channels, rows, columns]`, keypoints `[K, 2]` with x
 * before y. What they are worth is said where the tensor is declared (`Format`), not beside the numbers.
 */
export interface IntegerTensor {
  readonly shape: readonly number[];
  readonly data: IntegerArray;
}

/** A tensor of zeros. */
export function zeros(shape: readonly number[], type: IntegerType): IntegerTensor {
  return { shape, data: new arrays[type](shape.reduce((product, size) => product * size, 1)) };
}

/** The type of some numbers. */
export const typeOf = (data: IntegerArray): IntegerType =>
  (Object.keys(arrays) as IntegerType[]).find(type => data instanceof arrays[type])!;
