import type { IntegerLayer, Value } from '../network.js';
import type { IntegerType } from '../tensor.js';

/** Ends the check of a layer, or of a graph, with what is wrong. */
export type Report = (what: string) => never;

/** A map's channels, rows and columns. */
export type Size = readonly [channels: number, rows: number, columns: number];

/** What the checks of all kinds of layers say. */
export interface Checks {
  readonly wrong: Report;
  /** The size of a map that is read. */
  size(name: string): Size;
  typeOf(name: string): IntegerType;
  /** What is read is of this shape and one of these types. */
  reads(name: string, shape: readonly number[], ...types: IntegerType[]): void;
  /** So is what comes out. */
  gives(shape: readonly number[], ...types: IntegerType[]): void;
  /** A number is whole, and within these ends. */
  whole(what: string, value: number, least: number, most: number): void;
  /** There are just as many. */
  count(what: string, is: number, expected: number): void;
}

export function checksOf(layer: IntegerLayer, read: (name: string) => Value, wrong: Report): Checks {
  const fits = (
    name: string,
    { shape, format }: Value,
    expected: readonly number[],
    types: readonly IntegerType[],
  ): void => {
    if (!types.includes(format.type)) wrong(`${name} is ${format.type} and not ${types.join(' or ')}`);
    if (shape.join() !== expected.join()) wrong(`${name} is ${shape.join('x')} and not ${expected.join('x')}`);
  };
  return {
    wrong,
    size(name) {
      const { shape } = read(name);
      return shape.length === 3 ? (shape as Size) : wrong(`${name} is ${shape.join('x')} and no map`);
    },
    typeOf: name => read(name).format.type,
    reads: (name, shape, ...types) => fits(name, read(name), shape, types),
    gives: (shape, ...types) => fits('what it gives', layer, shape, types),
    whole(what, value, least, most) {
      if (!(Number.isInteger(value) && value >= least && value <= most))
        wrong(`${what} is ${value} and not ${least} to ${most}`);
    },
    count(what, is, expected) {
      if (is !== expected) wrong(`it has ${is} ${what} and not ${expected}`);
    },
  };
}
