import { when } from '../../control/when.js';
import type { Bool } from '../../signal/bool.js';
import type { UInt } from '../../signal/uint.js';
import type { Vec } from '../../signal/vec.js';
import { reg } from '../../state/reg.js';
import { bool, vec } from '../../type/make.js';
import type { SignalOf, Type, VecType } from '../../type/type.js';
import { accept, derive, type Offer } from '../make.js';
import type { Stream } from '../stream.js';
import { counter } from './counter.js';
import { type Geometry, geometryOf, type WindowOptions } from './geometry.js';
import { lineRing } from './lines.js';
import { neighbourhood, wholeKernel } from './neighbourhood.js';
import { type Scan, scan } from './scan.js';

export type { WindowOptions };

/**
 * Around every pixel its neighbourhood: pixels come row by row, windows leave in the same order, `w.at(row).at(col)`.
 * One pixel per cycle, pictures without a gap between them; the last windows of a picture leave by themselves. Both
 * paths are registered.
 *
 * Latency, `zero`: a window is offered when the pixel `below * width + right` after its own has come (below and right of
 * the anchor, as far as the picture reaches), and 2 cycles plus `right` (at least 1) later: `facts.latency` is the sum.
 * With `none` there are fewer windows than pixels, so it has no latency to balance joins by.
 *
 * Memory: one line of the picture for each row of the kernel. Marks of packets are replaced: the last window of a
 * picture gets one, when the pixels carried any.
 *
 * @throws HW032 for a kernel that does not fit, and sizes that are none.
 */
export function window<T>(source: Stream<T>, options: WindowOptions): Stream<VecType<VecType<T>>> {
  const geometry = geometryOf(options);
  const type = source.type as Type;
  return windows(source as Stream, 'window', geometry, rows => ({
    type: vec(vec(type, geometry.cols), geometry.rows),
    payload: wholeKernel(type, geometry, rows) as SignalOf<Type>,
  }));
}

/** A stream of windows, with the payload that `payloadOf` makes of their rows. */
export function windows(
  source: Stream,
  op: string,
  geometry: Geometry,
  payloadOf: (rows: readonly Vec<Type>[]) => Pick<Offer<Type>, 'type' | 'payload'>,
): Stream {
  const step = {
    latency: geometry.inside ? undefined : geometry.latency,
    ii: geometry.inside ? undefined : 1,
    readyPath: 'registered',
    validPath: 'registered',
  } as const;
  return derive(source, op, step, ready => {
    const valid = reg(bool, { init: false });
    const move = valid.not().or(ready);
    const stored = source.valid.and(source.ready);
    const moves = scan(geometry, stored, move, source.last !== undefined);
    accept(source, moves.room);
    const lines = lineRing(source.type as Type, geometry, source.payload, stored);
    const words = lines.words(readAddress(geometry, moves), moves.read);
    const around = neighbourhood(source.type as Type, geometry, moves, words, move);

    const due = reg(bool, { init: false });
    when(move, () => {
      due.set(moves.emit);
      valid.set(due);
    });
    return {
      ...payloadOf(around.rows),
      valid,
      last: source.last && endOf(moves, move),
      parts: { ...moves.parts, ...around.parts, ...lines.parts, line: lines.memories, store: stored, move, due },
    };
  });
}

/** A single line may be shorter than the picture is wide: then it is a ring of its own. */
const readAddress = ({ span, width }: Geometry, { read, column }: Scan): UInt =>
  span === width ? column.x.value : counter(span, read).value;

/** 1 beside the last window of a picture. */
function endOf({ anchor }: Scan, move: Bool): Bool {
  const chosen = reg(bool);
  const last = reg(bool);
  when(move, () => {
    chosen.set(anchor.y ? anchor.x.atEnd.and(anchor.y.atEnd) : false);
    last.set(chosen);
  });
  return last;
}
