import { when } from '../../control/when.js';
import type { Bool } from '../../signal/bool.js';
import { lit } from '../../signal/lit.js';
import type { UInt } from '../../signal/uint.js';
import { indexType } from '../../signal/vec.js';
import { reg } from '../../state/reg.js';
import { bool } from '../../type/make.js';
import type { Beyond } from '../window/axis.js';
import type { Counter } from '../window/counter.js';

/** One direction of the way through tiles. */
export interface Way {
  /** Tiles in a picture, pixels of each, and pixels of the halo on either side. */
  readonly tiles: number;
  readonly size: number;
  readonly halo: number;
  readonly beyond: Beyond;
  /** Words from one pixel to the next, and words in all. */
  readonly stride: number;
  readonly words: number;
  /** Pictures follow each other around the memory; otherwise each begins at word 0. */
  readonly ring: boolean;
}

/**
 * The word at which the way is: from tile to tile forward, within a tile from pixel to pixel, and where the halo lies
 * beyond the picture back again (`reflect`) or not from the spot. `step`: to the next place of a tile, from the last one to the
 * first, which is that of the next tile in cycles in which `over` is 1.
 */
export function walk(way: Way, index: Counter, tile: Counter, step: Bool, over: Bool) {
  const { tiles, size, halo, beyond, stride, words, ring } = way;
  const begin = beyond === 'reflect' ? halo : 0;
  const type = indexType(words);
  const at: UInt = reg(type, { init: begin * stride });
  const first: UInt = reg(type, { init: begin * stride });
  const places = size + 2 * halo;
  const atBegin = tiles === 1 ? yes() : tile.value.eq(0);
  const outside = (before: number, behind: number): Bool | undefined =>
    halo === 0 ? undefined : atBegin.and(index.value.lt(before)).or(tile.atEnd.and(index.value.ge(places - behind)));

  const modulus = ring ? words : 2 ** type.width;
  const wrapped = (pixels: number): number => (((pixels * stride) % modulus) + modulus) % modulus;
  const forward = (from: UInt, by: UInt): UInt => (ring ? around(from, by, words) : from.addWrap(by));
  const constant = (pixels: number): UInt => lit(type, wrapped(pixels)) as UInt;
  const turn = outside(halo, halo + 1);
  const inner = forward(at, turn ? turn.mux(constant(beyond === 'reflect' ? -1 : 0), constant(1)) : constant(1));

  const middle = tiles === 1 ? constant(size) : atBegin.mux(constant(size - halo - begin), constant(size));
  const turned = ring && tiles > 1 ? tile.atEnd.mux(constant(size + halo + begin), middle) : middle;
  const next = ring ? forward(first, turned) : tile.atEnd.mux(begin, forward(first, turned));
  when(step, () => at.set(index.atEnd.mux(over.mux(next, first), inner)));
  when(over, () => first.set(next));
  return { at, first, atBegin, missing: beyond === 'zero' ? outside(halo, halo) : undefined };
}

const yes = (): Bool => lit(bool, true) as Bool;

/** A sum in a ring of so many words; both are less than that. */
function around(a: UInt, b: UInt, words: number): UInt {
  if (2 ** a.width === words) return a.addWrap(b);
  const sum = a.add(b) as UInt;
  return sum.ge(words).mux(sum.subWrap(words), sum).trunc(a.width);
}
