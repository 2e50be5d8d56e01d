import { mux } from '../../control/select.js';
import { when } from '../../control/when.js';
import type { Bool } from '../../signal/bool.js';
import type { AnySignal } from '../../signal/mux.js';
import { zeroOf } from '../../signal/signal-from.js';
import type { Vec } from '../../signal/vec.js';
import { reg } from '../../state/reg.js';
import { vec } from '../../type/make.js';
import type { SignalOf, Type } from '../../type/type.js';
import { type Exception, exceptions } from './exceptions.js';
import type { Geometry } from './geometry.js';

type Pixel = SignalOf<Type>;

/** The registers of one row. */
export interface Shifted {
  /** What windows show: the line as if it had no end, around the anchor. */
  readonly shown: Vec<Type>;
  /** The pixels behind the anchor as they came, where there are some: they may be the first of the next line. */
  readonly behind: Vec<Type> | undefined;
}

/**
 * Shifts words of a line through its registers. From one anchor to the next the line without end moves by a word, so of what is
 * shown only the newest word may be beyond the picture. The first anchor of a line loads all of it anew, from what has
 * come of that line meanwhile, behind the anchor of the line before. Of 5 columns, with 2 as the anchor's:
 *
 *     shown   0 <- 1 <- 2    3 <- 4
 *                       ^ \  ^    ^    at the first anchor 0, 1 and 3 are loaded too
 *     behind            k <- k <- pixel
 */
export function shiftRow(
  type: Type,
  { cols, low, high, ahead }: Geometry,
  pixels: readonly Pixel[],
  at: (range: Pick<Exception, 'from' | 'to'>) => Bool,
  step: Bool,
): Shifted {
  const { lanes, size, beyond, source } = cols;
  const kept = ahead * lanes;
  const shown = reg(vec(type, (high + 1 - low) * lanes)) as Vec<Type>;
  const behind = kept > 0 ? (reg(vec(type, kept)) as Vec<Type>) : undefined;

  // Places are counted from the new anchor; what is shown still stands at the old one, a word earlier.
  const came = (place: number): Pixel => (place < kept ? behind!.at(place) : pixels[place - kept]!);
  const stood = (place: number): Pixel => shown.at(place + lanes - low * lanes);
  const loaded = (place: number): Pixel | undefined => {
    const from = source(place);
    return from === undefined ? undefined : from === 'zero' ? zeroOf(type) : came(from);
  };
  const ends = (place: number): readonly Exception[] => {
    const word = Math.floor(place / lanes);
    const anchors = Array.from({ length: Math.min(word, size - 1) }, (_, i) => Math.max(size - word, 1) + i);
    const all = exceptions(cols, place, anchors);
    if (beyond !== 'replicate' || all.length === 0) return all;
    // What is repeated stands just before the newest word, however far beyond the picture that is.
    return [{ from: all[0]!.from, to: all.at(-1)!.to, instead: high * lanes - 1 }];
  };
  const fresh = (place: number): Pixel =>
    ends(place).reduceRight<Pixel | undefined>(
      (rest, { instead, ...range }) => {
        const end = instead === 'zero' ? zeroOf(type) : stood(instead);
        return rest ? choose(at(range), end, rest) : end;
      },
      place < kept + lanes ? came(place) : undefined,
    ) ?? zeroOf(type);
  const next = (place: number): Pixel => {
    const word = Math.floor(place / lanes);
    if (word === 0) return came(place);
    // Zeros only have to be masked, so what is behind the anchor need not be loaded at the first.
    if (beyond === 'zero' && word > 0) return fresh(place);
    const first = loaded(place);
    if (size === 1) return first ?? zeroOf(type);
    const later = word === high ? fresh(place) : stood(place);
    return first ? choose(at({ from: 0, to: 0 }), first, later) : later;
  };

  const all = Array.from({ length: shown.length }, (_, i) => next(i + low * lanes));
  when(step, () => {
    shown.set(all as never);
    behind?.set(
      Array.from({ length: kept }, (_, i) => (i + lanes < kept ? behind.at(i + lanes) : came(i + lanes))) as never,
    );
  });
  return { shown, behind };
}

const choose = (condition: Bool, a: Pixel, b: Pixel): Pixel => mux(condition, a as AnySignal, b as AnySignal) as Pixel;
