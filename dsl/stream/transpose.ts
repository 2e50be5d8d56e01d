import { check } from '../check/check.js';
import { when } from '../control/when.js';
import type { Bool } from '../signal/bool.js';
import type { UInt } from '../signal/uint.js';
import { indexType } from '../signal/vec.js';
import { mem } from '../state/mem.js';
import { reg } from '../state/reg.js';
import { bool } from '../type/make.js';
import { accept, derive } from './make.js';
import { state } from './state.js';
import type { Stream } from './stream.js';
import { whole } from './window/bad.js';
import { counter } from './window/counter.js';
import { offerOf, wordOf, wordType } from './word.js';

/**
 * Blocks row by row in, column by column out, through the two halves of a memory: while one is read the other is filled.
 * See `Stream.transpose`.
 */
export function transpose<T>(source: Stream<T>, rows: number, cols: number): Stream<T> {
  whole('transpose', { rows, cols });
  const size = rows * cols;
  if (size === 1) return source;
  const step = { latency: size + 1, readyPath: 'registered', validPath: 'registered' } as const;
  return derive(source as Stream, 'transpose', step, ready => {
    const words = mem(wordType(source), 2 * 2 ** indexType(size).width);
    const filled = reg(indexType(3), { init: 0 });
    const valid = reg(bool, { init: false });

    const free = filled.ne(2);
    const push = source.valid.and(free);
    const place = counter(size, push);
    const came = push.and(place.atEnd);
    const into = half(came);
    accept(source, free);
    when(push, () => words.write(into.asUInt().cat(place.value), wordOf(source) as never));

    const move = valid.not().or(ready);
    const fetch = filled.ne(0).and(move);
    const order = columns(rows, cols, fetch);
    const left = fetch.and(order.atEnd);
    const from = half(left);
    when(move, () => valid.set(fetch));
    when(came.and(left.not()), () => filled.set(filled.addWrap(1)));
    when(left.and(came.not()), () => filled.set(filled.subWrap(1)));
    const word = words.readSync(from.asUInt().cat(order.at), { enable: fetch });

    const { last } = source;
    if (last)
      when(push.and(last), () =>
        check.assert(place.atEnd, `transpose: a packet of ${source[state].info.name} ends within ${rows} x ${cols}`),
      );
    const parts = { words, filled, place: place.value, into, from, ...order.parts };
    return { ...offerOf(source as Stream, word), valid, parts };
  });
}

/** Which of the two halves is in use; the other one after `done`. */
function half(done: Bool): Bool {
  const which = reg(bool, { init: false });
  when(done, () => which.set(which.not()));
  return which;
}

/** The places of a block column by column; steps in cycles in which `step` is 1. */
function columns(rows: number, cols: number, step: Bool) {
  const at: UInt = reg(indexType(rows * cols), { init: 0 });
  const row = counter(rows, step);
  const col = counter(cols, step.and(row.atEnd));
  const atEnd = row.atEnd.and(col.atEnd);
  const top = atEnd.mux(0, col.value.extend(at.width).addWrap(1));
  when(step, () => at.set(row.atEnd.mux(top, at.addWrap(cols % 2 ** at.width))));
  return { at, atEnd, parts: { at, row: row.value, col: col.value } };
}
