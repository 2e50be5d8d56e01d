import { when } from '../../control/when.js';
import type { Bool } from '../../signal/bool.js';
import { typeOf } from '../../signal/convert.js';
import type { AnySignal } from '../../signal/mux.js';
import type { UInt } from '../../signal/uint.js';
import { vecOf } from '../../signal/vec.js';
import { wrap } from '../../signal/wrap.js';
import { reg } from '../../state/reg.js';
import { bool, vec } from '../../type/make.js';
import type { SignalOf, Type } from '../../type/type.js';
import { accept, derive } from '../make.js';
import type { Stream } from '../stream.js';
import type { Axis } from './axis.js';
import { type Counter, counter } from './counter.js';
import { type Geometry, geometryOf, type WindowOptions } from './geometry.js';
import { lineRing } from './lines.js';
import { neighbourhood, windowsOf } from './neighbourhood.js';
import { pixelOf } from './pixel.js';
import { type Scan, scan } from './scan.js';

/** The neighbourhood of every pixel. See `Stream.window`. */
export function window(source: Stream, options: WindowOptions): Stream {
  const geometry = geometryOf('window', options);
  const kernel = (pixel: Type): Type => vec(vec(pixel, options.cols), options.rows);
  return windows(source, 'window', geometry, kernel);
}

/** A stream of windows, each as `shape` and `refs` make it; several at a time as a vector. */
export function windows(source: Stream, op: string, geometry: Geometry, shape: (pixel: Type) => Type): Stream {
  const { rows, cols } = geometry;
  const type = source.type as Type;
  const pixel = pixelOf(source, geometry.vectors ? cols.lanes : undefined, op);
  const all = rows.count === rows.size && cols.count === cols.size;
  const step = {
    latency: all ? geometry.latency : undefined,
    rate: (rows.size * cols.size) / (rows.count * cols.count),
    readyPath: 'registered',
    validPath: 'registered',
  } as const;
  return derive(source, op, step, ready => {
    const valid = reg(bool, { init: false });
    const move = valid.not().or(ready);
    const stored = source.valid.and(source.ready);
    const moves = scan(geometry, stored, move, source.last !== undefined);
    accept(source, moves.room);
    const lines = lineRing(type, geometry, source.payload, stored);
    const address = readAddress(geometry, moves);
    const words = lines.words(address, moves.read);
    const around = neighbourhood(type, geometry, moves, words, move);

    const due = reg(bool, { init: false });
    when(move, () => {
      due.set(moves.emit);
      valid.set(due);
    });
    const made = windowsOf(pixel, geometry, around.rows).map(w => wrap(shape(pixel), w.refs));
    const payload = geometry.vectors ? vecOf(shape(pixel), made as never) : made[0]!;
    return {
      type: typeOf(payload as AnySignal),
      payload: payload as SignalOf<Type>,
      valid,
      last: source.last && endOf(geometry, moves, move),
      parts: {
        ...(geometry.span !== cols.size && { read_x: address }),
        ...moves.parts,
        ...around.parts,
        ...lines.parts,
        line: lines.memories,
        store: stored,
        move,
        due,
      },
    };
  });
}

/** A single line may be shorter than the picture is wide: then it is a ring of its own. */
const readAddress = ({ span, cols }: Geometry, { read, column }: Scan): UInt =>
  span === cols.size ? column.x.value : counter(span, read).value;

/** 1 beside the last window of a picture. */
function endOf({ rows, cols }: Geometry, { anchor }: Scan, move: Bool): Bool {
  const chosen = reg(bool);
  const last = reg(bool);
  const end = ({ skip, stride, count, size }: Axis, { value, atEnd }: Counter): Bool =>
    skip + (count - 1) * stride === size - 1 ? atEnd : value.eq(skip + (count - 1) * stride);
  when(move, () => {
    chosen.set(anchor.y ? end(cols, anchor.x).and(end(rows, anchor.y)) : false);
    last.set(chosen);
  });
  return last;
}
