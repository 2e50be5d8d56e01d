import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import type { UInt } from '../signal/uint.js';
import { indexType } from '../signal/vec.js';
import { mem } from '../state/mem.js';
import { reg } from '../state/reg.js';
import { bool, bundle } from '../type/make.js';
import type { SignalOf, Type } from '../type/type.js';
import { accept, derive, type Offer } from './make.js';
import { regValid } from './register.js';
import type { Stream } from './stream.js';

export interface FifoOptions {
  /** `distributed` reads in the same cycle, `block` one edge later, as block RAM does. Default: by depth, from 65 on `block`. */
  readonly style?: 'distributed' | 'block';
}

const DISTRIBUTED = 64;

/**
 * Holds `depth` elements (with `block` one more), and takes and gives one in every cycle. From depth 2 on both paths
 * are registered, and an element that finds it empty is offered 1 cycle later (2 with `block`). Depth 1 is one register, whose
 * ready is combinational: with a registered one it could only give every second cycle.
 */
export function fifo<T>(
  source: Stream<T>,
  depth: number,
  { style = depth > DISTRIBUTED ? 'block' : 'distributed' }: FifoOptions = {},
): Stream<T> {
  if (!Number.isInteger(depth) || depth < 1)
    fail('HW002', `a fifo of ${depth} elements`, 'a whole number of at least 1: .fifo(16)');
  if (depth === 1) return regValid(source);
  return queue(source as Stream, 'fifo', depth, style, style === 'block' ? 2 : 1, depth - 2);
}

/**
 * A fifo in which elements wait for `cycles` when nothing stalls, since their consumer waits for others. It holds those,
 * and one more: its ready is a register, and it must take an element in the cycle in which it gives one.
 */
export function waitFor(source: Stream, cycles: number): Stream {
  const depth = cycles + 1;
  return queue(source, 'balance', depth, depth > DISTRIBUTED ? 'block' : 'distributed', cycles, undefined);
}

function queue(
  source: Stream,
  op: string,
  depth: number,
  style: 'distributed' | 'block',
  latency: number,
  waits: number | undefined,
): Stream {
  const step = {
    latency,
    readyPath: 'registered',
    validPath: 'registered',
    ...(waits !== undefined && { waits }),
  } as const;
  return derive(source, op, step, ready =>
    style === 'block' ? block(source, depth, ready) : distributed(source, depth, ready),
  );
}

/** Words that are read in the cycle in which they are offered. */
function distributed(source: Stream, depth: number, ready: Bool): Offer<Type> {
  const words = mem(wordType(source), powerOfTwo(depth), { style: 'distributed' });
  const head = reg(indexType(depth), { init: 0 });
  const tail = reg(indexType(depth), { init: 0 });
  const count = reg(indexType(depth + 1), { init: 0 });
  const valid = count.ne(0);
  const free = count.ne(depth);
  const push = source.valid.and(free);
  const pop = valid.and(ready);
  accept(source, free);
  store(words, source, tail, depth, push);
  when(pop, () => head.set(next(head, depth)));
  track(count, push, pop);
  return { ...offerOf(source, words.read(head)), valid, parts: { words, head, tail, count } };
}

/** Words that are read ahead into the output register of the memory, which holds one element more. */
function block(source: Stream, depth: number, ready: Bool): Offer<Type> {
  const words = mem(wordType(source), powerOfTwo(depth), { style: 'block' });
  const head = reg(indexType(depth), { init: 0 });
  const tail = reg(indexType(depth), { init: 0 });
  const count = reg(indexType(depth + 1), { init: 0 });
  const valid = reg(bool, { init: false });
  const free = count.ne(depth);
  const push = source.valid.and(free);
  const taken = valid.not().or(ready);
  const fetch = count.ne(0).and(taken);
  accept(source, free);
  store(words, source, tail, depth, push);
  when(fetch, () => head.set(next(head, depth)));
  when(taken, () => valid.set(fetch));
  track(count, push, fetch);
  const word = words.readSync(head, { enable: fetch });
  return { ...offerOf(source, word), valid, parts: { words, head, tail, count } };
}

/** Costs no more memory than the depth itself, and needs no logic for addresses beyond the end. */
const powerOfTwo = (depth: number): number => 2 ** Math.ceil(Math.log2(depth));

const wordType = ({ type, last }: Stream): Type =>
  last ? bundle({ payload: type as Type, last: bool }) : (type as Type);

function offerOf({ type, last }: Stream, word: unknown): Pick<Offer<Type>, 'type' | 'payload' | 'last'> {
  if (!last) return { type: type as Type, payload: word as SignalOf<Type> };
  const pair = word as { readonly payload: SignalOf<Type>; readonly last: Bool };
  return { type: type as Type, payload: pair.payload, last: pair.last };
}

function store(words: ReturnType<typeof mem>, source: Stream, tail: UInt, depth: number, push: Bool): void {
  const word = source.last ? { payload: source.payload, last: source.last } : source.payload;
  when(push, () => {
    words.write(tail, word as never);
    tail.set(next(tail, depth));
  });
}

/** The next place in a ring of `depth`. */
function next(place: UInt, depth: number): UInt {
  const step = place.addWrap(1);
  return 2 ** place.width === depth ? step : place.eq(depth - 1).mux(0, step);
}

/** Up for what comes, down for what goes. */
function track(count: UInt, push: Bool, pop: Bool): void {
  when(push.and(pop.not()), () => count.set(count.addWrap(1)));
  when(pop.and(push.not()), () => count.set(count.subWrap(1)));
}
