import { suite } from 'uvu';
import { bool, check, named, reg, when } from '../../../../dsl/index.js';
import { type Board, partsOf, word } from './board.js';
import { between, type Element, proves } from './rig.js';
import { read, ring } from './ring.js';

const test = suite('proofs: fifo');

function direct({ inside, tracking, ahead, data }: Board, out: Element, s: Element, depth: number): void {
  const { words, head, tail, count } = partsOf(out);
  check.assert(inside.eq(count), 'the counter is right');
  check.assert(head.le(depth - 1).and(tail.le(depth - 1)), 'both ends are in the ring');
  check.assert(tail.eq(ring(head, inside, depth)), 'the tail is as far ahead as there are elements');
  when(tracking, () => check.assert(read(words, ring(head, ahead, depth)).eq(data), 'an element lies in its place'));
  check.assert(s.ready.eq(inside.lt(depth)), 'it takes one whenever there is room');
  check.assert(out.valid.eq(inside.ne(0)), 'it offers whatever there is');
}

for (const [depth, style] of [
  [2, 'registers'],
  [3, 'distributed'],
  [4, 'distributed'],
] as const)
  proves(test, `fifo of ${depth}, ${style}`, () =>
    between(
      s => s.fifo(depth, { style }),
      depth,
      (board, out, s) => direct(board, out, s, depth),
    ),
  );

/** A memory, and the register behind it that reads ahead. */
function ahead({ inside, tracking, ahead, data }: Board, out: Element, s: Element, depth: number): void {
  const { words, head, tail, count } = partsOf(out);
  const shown = out.valid.asUInt().extend(inside.width);
  check.assert(inside.eq(count.add(shown)), 'elements are in the memory and in its register');
  check.assert(head.le(depth - 1).and(tail.le(depth - 1)), 'both ends are in the ring');
  check.assert(count.le(depth), 'the memory holds no more than it can');
  check.assert(tail.eq(ring(head, count, depth)), 'the tail is as far ahead as there are elements');
  when(tracking.and(out.valid, ahead.eq(0)), () => check.assert(word(out).eq(data), 'the first is offered'));
  when(tracking.and(out.valid.not().or(ahead.ne(0))), () => {
    const place = ring(head, ahead.subWrap(shown as never), depth);
    check.assert(read(words, place).eq(data), 'another lies in its place');
  });
  check.assert(s.ready.eq(count.ne(depth)), 'it takes one whenever there is room');
  const waited = reg(bool, { init: false });
  waited.set(inside.ne(0).and(out.valid.not()));
  named('board_waited', waited);
  when(waited, () => check.assert(out.valid, 'what has come is offered two cycles later'));
}

for (const depth of [2, 3])
  proves(test, `fifo of ${depth}, block RAM`, () =>
    between(
      s => s.fifo(depth, { style: 'block' }),
      depth + 1,
      (board, out, s) => ahead(board, out, s, depth),
    ),
  );

test.run();
