import type { Format, Shape } from '../ir/index.js';
import type { ScalarType, Type } from './type.js';

/** One IR value that is a part of a type: bundles become several, vectors multiply the lanes. */
export interface Leaf {
  /** Field names from the outside in; empty for a scalar. */
  readonly path: readonly string[];
  /** `path` with the lengths of vectors where they stand. */
  readonly shape: Shape;
  readonly type: ScalarType;
  readonly lanes: number;
}

/** The scalars that a type consists of, in declared order. A vector of bundles is a bundle of vectors here. */
export function leavesOf(type: Type): Leaf[] {
  switch (type.kind) {
    case 'vec':
      return leavesOf(type.element).map(leaf => ({
        ...leaf,
        shape: [type.length, ...leaf.shape],
        lanes: leaf.lanes * type.length,
      }));
    case 'bundle':
      return Object.entries(type.fields).flatMap(([key, field]) =>
        leavesOf(field).map(leaf => ({
          ...leaf,
          path: [key, ...leaf.path],
          shape: [key, ...leaf.shape],
        })),
      );
    default:
      return [{ path: [], shape: [], type, lanes: 1 }];
  }
}

/** The shape of a leaf, where its path and lanes do not tell it. */
export function shapeOf({ path, shape, lanes }: Leaf, before: readonly string[] = []): { readonly shape?: Shape } {
  const told =
    shape.length === path.length || (lanes > 1 && shape.length === path.length + 1 && shape.at(-1) === lanes);
  return told ? {} : { shape: [...before, ...shape] };
}

/** Bits that hold every number from `min` to `max`; two's complement when `signed`. At least 1. */
export function bitsFor(min: bigint, max: bigint, signed: boolean): number {
  const bits = (value: bigint) => (value === 0n ? 0 : value.toString(2).length);
  const magnitude = Math.max(bits(max > 0n ? max : 0n), bits(min < 0n ? -min - 1n : 0n));
  return Math.max(1, magnitude + (signed ? 1 : 0));
}

/** Bits of one lane of a scalar. */
export function widthOf(type: ScalarType): number {
  switch (type.kind) {
    case 'bool':
      return 1;
    case 'uint':
    case 'sint':
      return type.width;
    case 'fixed':
      return bitsFor(type.min, type.max, type.signed);
    case 'enum':
      return bitsFor(0n, BigInt(type.cases.length - 1), false);
  }
}

/** Bits of all of a type. */
export const bitsOf = (type: Type): number =>
  leavesOf(type).reduce((sum, leaf) => sum + widthOf(leaf.type) * leaf.lanes, 0);

/** Smallest and largest number (for fixed point: in units of 2^-frac) that a scalar holds. */
export function rangeOf(type: ScalarType): { readonly min: bigint; readonly max: bigint } {
  switch (type.kind) {
    case 'sint': {
      const half = 1n << BigInt(type.width - 1);
      return { min: -half, max: half - 1n };
    }
    case 'fixed':
      return type;
    case 'enum':
      return { min: 0n, max: BigInt(type.cases.length - 1) };
    default:
      return { min: 0n, max: (1n << BigInt(widthOf(type))) - 1n };
  }
}

/** How the bits of a scalar are shown. */
export function formatOf(type: ScalarType): Format {
  switch (type.kind) {
    case 'fixed':
      return { kind: 'fixed', signed: type.signed, frac: type.frac };
    case 'enum':
      return { kind: 'enum', name: type.name, cases: type.cases };
    default:
      return { kind: type.kind };
  }
}
