import { check } from '../check/check.js';
import { mux, select } from '../control/select.js';
import { when } from '../control/when.js';
import type { Bool } from '../signal/bool.js';
import { lit } from '../signal/lit.js';
import type { AnySignal } from '../signal/mux.js';
import type { UInt } from '../signal/uint.js';
import { type Vec, vecOf } from '../signal/vec.js';
import { mem } from '../state/mem.js';
import { reg } from '../state/reg.js';
import { wire } from '../state/wire.js';
import { bool } from '../type/make.js';
import type { SignalOf, Type } from '../type/type.js';
import { accept, derive } from './make.js';
import { state } from './state.js';
import type { Stream } from './stream.js';
import { bad, whole } from './window/bad.js';
import { counter } from './window/counter.js';
import { pixelOf } from './window/pixel.js';

type Settable = { set(value: unknown): void };

export interface UpsampleOptions {
  /** How often each line and each pixel comes. */
  readonly rows: number;
  readonly cols: number;
  /** Pixels of a line. */
  readonly width: number;
  /** The elements are vectors of so many pixels of a line; the width is a multiple. Default: they are the pixels. */
  readonly pixels?: number | undefined;
}

/** Every pixel `cols` times, every line `rows` times, from a memory that holds it. See `Stream.upsample`. */
export function upsample(source: Stream, { rows, cols, width, pixels }: UpsampleOptions): Stream {
  const lanes = pixels ?? 1;
  whole('upsample', { rows, cols, width, pixels: lanes });
  if (width % lanes !== 0) bad('upsample', `width is ${width}, not a multiple of the ${lanes} pixels per cycle`);
  pixelOf(source, pixels, 'upsample');
  const type = source.type as Type;
  const words = width / lanes;
  const rate = 1 / (rows * cols);
  const step = { latency: undefined, rate, readyPath: 'combinational', validPath: 'registered' } as const;
  return derive(source, 'upsample', step, ready => {
    const { last } = source;
    const valid = reg(bool, { init: false });
    const copy = counter(cols, valid.and(ready));
    const move = valid.not().or(ready.and(copy.atEnd));
    // A word is taken from the source for the first copy of its line, and from the line for the others.
    const go = wire(bool);
    const x = counter(words, go);
    const line = counter(rows, go.and(x.atEnd));
    const first = rows === 1 ? lit(bool, true) : line.value.eq(0);
    const take = move.and(first);
    accept(source, take);
    go.set(rows === 1 ? move.and(source.valid) : move.and(first.not().or(source.valid)));
    when(move, () => valid.set(go));

    const fresh = reg(type);
    const came = source.valid.and(take);
    when(came, () => (fresh as Settable).set(source.payload));
    const kept =
      rows === 1 ? undefined : held(type, words, x.value, { fresh, came, payload: source.payload, go, first });
    const word = kept?.word ?? fresh;
    const end = last && endOf(last, came, go, x.atEnd.and(line.atEnd));
    if (last)
      when(came.and(last), () =>
        check.assert(x.atEnd, `upsample: a packet of ${source[state].info.name} ends within a line of ${width} pixels`),
      );
    return {
      type,
      payload: pixels === undefined || cols === 1 ? word : spread(word as Vec<Type>, cols, copy.value),
      valid,
      last: end?.and(copy.atEnd),
      parts: { copy: copy.value, x: x.value, line: line.value, fresh, go, ...kept?.parts },
    };
  });
}

interface Moves {
  readonly fresh: SignalOf<Type>;
  readonly came: Bool;
  readonly payload: SignalOf<Type>;
  readonly go: Bool;
  readonly first: Bool;
}

/** The word that has come, or that of the line that is kept. */
function held(type: Type, words: number, x: UInt, { fresh, came, payload, go, first }: Moves) {
  // A power of two costs no more block RAM, and needs no logic for addresses beyond the end.
  const line = mem(type, 2 ** Math.ceil(Math.log2(words)));
  const again = reg(bool);
  when(go, () => again.set(first.not()));
  when(came, () => line.write(x, payload as never));
  const read = line.readSync(x, { enable: go.and(first.not()) });
  return { word: mux(again, read as AnySignal, fresh as AnySignal) as SignalOf<Type>, parts: { words: line, again } };
}

/** Whether what is offered ends the last copy of a line that had the mark. */
function endOf(last: Bool, came: Bool, go: Bool, final: Bool): Bool {
  const ended = reg(bool);
  const end = reg(bool);
  when(came, () => ended.set(last));
  when(go, () => end.set(final));
  return end.and(ended);
}

/** Copy `copy` of a vector of which each pixel comes `times`. */
function spread(word: Vec<Type>, times: number, copy: UInt): SignalOf<Type> {
  const { element, length } = word.type;
  const copies = Array.from({ length: times }, (_, i) =>
    vecOf(element, Array.from({ length }, (_, lane) => word.at(Math.floor((i * length + lane) / times))) as never),
  );
  return select(copy, copies as never[]) as SignalOf<Type>;
}
