import { factorType, type Packing, packed, packingOf } from '../arith/packing.js';
import type { Int } from '../signal/int.js';
import type { SInt } from '../signal/sint.js';
import { lanewise, type Vec } from '../signal/vec.js';
import { vec } from '../type/make.js';
import type { SIntType, VecType } from '../type/type.js';
import { signed } from './bits.js';
import type { Integer, Shape } from './options.js';

/** What the multipliers of a row get at once: weights with their signs, or pairs of them as one factor each. */
export interface Factors {
  readonly type: VecType<SIntType>;
  readonly packing: Packing | undefined;
  /** From the weights of one turn. */
  from(weights: Vec<Integer>): Vec<SIntType>;
}

/** The lower halves are the first half of the columns, the upper ones the second: so both stay vectors. */
export function factorsOf(shape: Shape): Factors {
  const { lanes, weight } = shape;
  const withSign = (weights: Vec<Integer>) => lanewise(w => signed(w as Int), weights) as Vec<SIntType>;
  if (!shape.packed) return { type: vec(weight, lanes), packing: undefined, from: withSign };
  const packing = packingOf('macArray', shape.ranges.value, shape.most);
  const element = factorType(packing);
  return {
    type: vec(element, lanes / 2),
    packing,
    from: weights => {
      const [low, high] = [withSign(weights.slice(0, lanes / 2)), withSign(weights.slice(lanes / 2))];
      return lanewise((a, b) => packed(packing, a as SInt, b as SInt).extend(element), low, high) as Vec<SIntType>;
    },
  };
}
