import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Bool,
  bool,
  type Circuit,
  input,
  module,
  type Stream,
  streamIn,
  streamOut,
  type UIntType,
  uint,
} from '../../../../dsl/index.js';
import { type Board, follow } from './board.js';
import { changed, stuck } from './mutants.js';
import { filesOf, prove, verdictOn } from './prove.js';

export type Element = Stream<UIntType<2>>;

/** A combinator of one stream between surroundings that keep the rules, with packets, and any element followed. */
export const between = (
  make: (s: Element, free: Bool) => Element,
  capacity: number,
  invariant: (board: Board, out: Element, s: Element) => void,
): Circuit =>
  module(
    'proof',
    () => ({
      s: streamIn(uint(2), { last: true }),
      m: streamOut(uint(2), { last: true }),
      pick: input(bool),
      free: input(bool),
    }),
    io => {
      const s = io.s.monitor(undefined, { rules: 'assume' });
      const out = make(s, io.free);
      invariant(follow(s, out, capacity, io.pick), out, s);
      out.monitor().into(io.m);
    },
  )();

/** The circuit is proven, and an input sequence is found for each of its mutants that breaks a check. */
export function proves(
  test: Test,
  name: string,
  build: () => Circuit,
  changes: readonly (readonly [string | RegExp, string])[] = [],
): void {
  test(`${name}: proven`, async () => {
    assert.is(await prove(build()), 'proven');
  });
  test(`${name}: each of its mutants is refuted`, async () => {
    const files = filesOf(build());
    const mutants = [...stuck(files), ...changes.map(([from, to]) => changed(files, from, to))];
    assert.ok(mutants.length > 0);
    for (const mutant of mutants) assert.is(await verdictOn(mutant.files), 'refuted', mutant.name);
  });
}
