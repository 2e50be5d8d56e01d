import type { Low } from './low.js';
import { keep, rebuild, type Tree } from './tree.js';

/** Something that compiled code does: the only places where it changes memory. */
export type Sink = StoreSink | ElementSink | EventSink | MarkSink;

/** Stores a value at a fixed address, or at a distance from where a pointer in memory points. */
export interface StoreSink {
  readonly kind: 'store';
  readonly address: number;
  /** Address of the pointer. */
  readonly pointer?: number;
  /** With copies of the sign above its width. */
  readonly signed?: true;
  readonly value: Low;
}

/** Stores a word of an array, unless the index lies beyond its end. */
export interface ElementSink {
  readonly kind: 'element';
  /** One array per limb. */
  readonly arrays: readonly number[];
  readonly index: Low;
  readonly words: readonly Low[];
  /** Per limb, the bits to change; absent: all. */
  readonly mask?: readonly Low[];
}

/** Adds a record to the event buffer. */
export interface EventSink {
  readonly kind: 'event';
  readonly report: number;
  /** The limbs of every argument, in order. */
  readonly args: readonly Low[];
}

/** Sets bits of words of 32 bits: flags that say which partitions have something to do; see `gate.ts`. */
export interface MarkSink {
  readonly kind: 'mark';
  readonly bits: readonly { readonly address: number; readonly mask: number }[];
  /** Absent: always. */
  readonly cond?: Low;
}

/** What one piece of hardware does, by the conditions in force. */
export type Task = Tree<readonly Sink[]>;

export const operands = (sink: Sink): readonly Low[] => {
  if (sink.kind === 'store') return [sink.value];
  if (sink.kind === 'event') return sink.args;
  if (sink.kind === 'mark') return sink.cond ? [sink.cond] : [];
  return [sink.index, ...sink.words, ...(sink.mask ?? [])];
};

/** The same tree with every assignment turned into what it does; an empty list is as good as nothing. */
export const mapTree = <T>(tree: Tree<T>, sinks: (value: T) => Task): Task =>
  rebuild(tree, end => (end.kind === 'leaf' ? sinks(end.value) : keep));
