import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import type { UInt } from '../signal/uint.js';
import { indexType, type Vec } from '../signal/vec.js';
import { mem } from '../state/mem.js';
import { reg } from '../state/reg.js';
import { bool, vec } from '../type/make.js';
import type { Type } from '../type/type.js';
import { accept, derive, type Offer } from './make.js';
import { regValid } from './register.js';
import { next } from './ring.js';
import type { Stream } from './stream.js';
import { offerOf, wordOf, wordType } from './word.js';

/** What holds the elements of a fifo. */
export type FifoStyle = 'registers' | 'distributed' | 'block';

type Settable = { set(value: unknown): void };

export interface FifoOptions {
  /**
   * `distributed` RAM, read in the same cycle; `block` RAM, read one edge later; `registers` with a multiplexer, for devices
   * that have no distributed RAM: elsewhere they are larger at any depth (32 bits in 2 places on xc7: 40 LUTs and 68 flip-flops
   * instead of 31 and 4, by Yosys). Default: by depth, `distributed` to 64, `block` beyond.
   */
  readonly style?: FifoStyle;
}

/** What a fifo of so many elements is made of unless somebody says otherwise. */
const styleFor = (depth: number): FifoStyle => (depth <= 64 ? 'distributed' : 'block');

/**
 * Holds `depth` elements (with `block` one more), and takes and gives one in every cycle. From depth 2 on both paths
 * are registered, and an element that finds it empty is offered 1 cycle later (2 with `block`). Depth 1 is one register, whose
 * ready is combinational: with a registered one it could only give every second cycle.
 *
 * @example io.x.fifo(16), io.x.fifo(2, { style: 'block' })
 */
export function fifo<T>(source: Stream<T>, depth: number, options: FifoOptions = {}): Stream<T> {
  if (!Number.isInteger(depth) || depth < 1)
    fail('HW002', `a fifo of ${depth} elements`, 'a whole number of at least 1: .fifo(16)');
  if (depth === 1) return regValid(source);
  return queue(source as Stream, { op: 'fifo', depth, waits: depth - 2, ...options });
}

/**
 * A fifo in which elements wait for `cycles` when nothing stalls, since their consumer waits for others. It holds those,
 * and one more: its ready is a register, and it must take an element in the cycle in which it gives one.
 */
export const waitFor = (source: Stream, cycles: number): Stream =>
  queue(source, { op: 'balance', depth: cycles + 1, latency: cycles });

interface QueueSpec extends FifoOptions {
  readonly op: string;
  /** At least 2. */
  readonly depth: number;
  /** Default: as soon as can be. */
  readonly latency?: number;
  readonly waits?: number;
}

export function queue(source: Stream, { op, depth, style = styleFor(depth), latency, waits }: QueueSpec): Stream {
  const step = {
    latency: latency ?? (style === 'block' ? 2 : 1),
    readyPath: 'registered',
    validPath: 'registered',
    ...(waits !== undefined && { waits }),
  } as const;
  return derive(source, op, step, ready =>
    style === 'block' ? block(source, depth, ready) : direct(source, depth, style, ready),
  );
}

/** Words that are read in the cycle in which they are offered. */
function direct(source: Stream, depth: number, style: 'registers' | 'distributed', ready: Bool): Offer<Type> {
  const words = style === 'registers' ? registers(source, depth) : ram(source, depth, style);
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
  return { ...offerOf(source, words.read(head)), valid, parts: { words: words.part, head, tail, count } };
}

/** Words that are read ahead into the output register of the memory, which holds one element more. */
function block(source: Stream, depth: number, ready: Bool): Offer<Type> {
  const words = ram(source, depth, 'block');
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
  const word = words.readSync(head, fetch);
  return { ...offerOf(source, word), valid, parts: { words: words.part, head, tail, count } };
}

/** Costs no more memory than the depth itself, and needs no logic for addresses beyond the end. */
const powerOfTwo = (depth: number): number => 2 ** Math.ceil(Math.log2(depth));

/** Where the elements lie, in registers or RAM. */
interface Words {
  /** What takes the name. */
  readonly part: unknown;
  write(place: UInt, word: unknown): void;
}

function registers(source: Stream, depth: number): Words & { read(place: UInt): unknown } {
  const part = reg(vec(wordType(source), depth)) as unknown as Vec;
  return {
    part,
    read: place => part.at(place),
    write: (place, word) => (part.at(place) as unknown as Settable).set(word),
  };
}

function ram(source: Stream, depth: number, style: 'distributed' | 'block') {
  const part = mem(wordType(source), powerOfTwo(depth), { style });
  return {
    part,
    read: (place: UInt): unknown => part.read(place),
    readSync: (place: UInt, enable: Bool): unknown => part.readSync(place, { enable }),
    write: (place: UInt, word: unknown): void => part.write(place, word as never),
  };
}

function store(words: Words, source: Stream, tail: UInt, depth: number, push: Bool): void {
  when(push, () => {
    words.write(tail, wordOf(source));
    tail.set(next(tail, depth));
  });
}

/** Up for what comes, down for what goes. */
function track(count: UInt, push: Bool, pop: Bool): void {
  when(push.and(pop.not()), () => count.set(count.addWrap(1)));
  when(pop.and(push.not()), () => count.set(count.subWrap(1)));
}
