import { check } from '../check/check.js';
import { inDomain } from '../clock/use.js';
import { when } from '../control/when.js';
import { fromHere, fromUser } from '../error/capture.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import { refsOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import type { UInt } from '../signal/uint.js';
import { indexType, type Vec } from '../signal/vec.js';
import { wrap } from '../signal/wrap.js';
import { mem } from '../state/mem.js';
import { reg } from '../state/reg.js';
import { bool, bundle, vec } from '../type/make.js';
import { sameType, show } from '../type/show.js';
import type { BoolType, BundleType, SignalOf, Type, UIntType } from '../type/type.js';
import { accept, derive } from './make.js';
import { oneClock } from './one-clock.js';
import { next } from './ring.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

/** An element with the number under which its result is waited for. */
export type Tagged<T> = BundleType<{ tag: UIntType; payload: T }>;

/**
 * Numbers the elements, hands them to `path`, whose results may come in any order, and gives the results in the order of
 * the elements. See `Stream.reorder`.
 */
export function reorder<T, R>(
  source: Stream<T>,
  depth: number,
  path: (tagged: Stream<Tagged<T>>) => Stream<Tagged<R>>,
): Stream<R> {
  if (!Number.isInteger(depth) || depth < 2)
    fail(
      'HW002',
      `reorder: ${depth} elements on their way`,
      'a whole number of at least 2: .reorder(8, tagged => ...)',
    );
  return fromHere(() =>
    inDomain(source[state].domain, () => inOrder(source as Stream, depth, path as never)),
  ) as Stream<R>;
}

function inOrder(source: Stream, depth: number, path: (tagged: Stream) => Stream): Stream {
  const tag = indexType(depth);
  const issued = reg(tag, { init: 0 });
  const out = reg(indexType(depth + 1), { init: 0 });
  const marks = source.last && (reg(vec(bool, depth)) as unknown as Vec<BoolType>);
  const free = out.ne(depth);
  const combinational = { readyPath: 'combinational', validPath: 'combinational' } as const;
  const tagged = derive(source, 'tagged', { latency: 0, ...combinational }, ready => {
    const type = bundle({ tag, payload: source.type as Type });
    accept(source, ready.and(free));
    const payload = wrap(type as Type, [...refsOf(issued), ...refsOf(source.payload as AnySignal)]);
    return { type: type as Type, payload, valid: source.valid.and(free), parts: { issued, out } };
  });
  const sent = tagged.fire;
  when(sent, () => {
    issued.set(next(issued, depth));
    if (source.last) marks?.at(issued).set(source.last);
  });

  const results = fromUser(() => path(tagged));
  oneClock([tagged, results], 'reorder');
  const fields = resultFields(results, tag);
  const step = { latency: undefined, readyPath: 'registered', validPath: 'registered' } as const;
  return derive(results, 'reorder', step, ready => {
    const came = results.payload as unknown as { readonly tag: UInt; readonly payload: unknown };
    const words = mem(fields.payload, 2 ** tag.width, { style: 'distributed' });
    const done = reg(vec(bool, depth), { init: Array<boolean>(depth).fill(false) });
    const head = reg(tag, { init: 0 });
    const valid = done.at(head) as Bool;
    const given = valid.and(ready);
    accept(results, true);
    when(given, () => {
      done.at(head).set(false);
      head.set(next(head, depth));
    });
    when(results.valid, () => {
      // An answer may come in the cycle of its question.
      check.assert(
        waiting(came.tag, head, out, depth)
          .or(sent.and(came.tag.eq(issued)))
          .and((done.at(came.tag) as Bool).not()),
        `reorder: ${results[state].info.name} gives a tag that is not waited for`,
      );
      words.write(came.tag, came.payload as never);
      done.at(came.tag).set(true);
    });
    when(sent.and(given.not()), () => out.set(out.addWrap(1)));
    when(given.and(sent.not()), () => out.set(out.subWrap(1)));
    const payload = words.read(head) as SignalOf<Type>;
    return { type: fields.payload, payload, valid, last: marks?.at(head), parts: { words, done, head, marks } };
  });
}

/** Whether a tag lies among those that are out: within `out` places from `head` on, around the ring. */
function waiting(tag: UInt, head: UInt, out: UInt, depth: number): Bool {
  const behind = tag.subWrap(head as never) as UInt;
  if (2 ** tag.width === depth) return behind.lt(out);
  return tag.ge(head).mux(behind, behind.addWrap(depth)).lt(out).and(tag.lt(depth));
}

/** The type of the results, which carry the tags back. */
function resultFields(results: Stream, tag: Type): { readonly payload: Type } {
  const type = results.type as Type;
  const fields = type.kind === 'bundle' ? (type.fields as Record<string, Type>) : {};
  const { payload, tag: back } = fields;
  if (payload && back && sameType(back, tag)) return { payload };
  fail(
    'HW012',
    `reorder: its path gives ${show(type)}, and a result is ${show(tag)} tag with a payload`,
    'tagged.map(({ tag, payload }) => ({ tag, payload: ... }))',
  );
}
