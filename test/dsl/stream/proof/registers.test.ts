import { suite } from 'uvu';
import { type Bool, check, type UInt, when } from '../../../../dsl/index.js';
import { type Board, partsOf, word } from './board.js';
import { between, proves } from './rig.js';

const test = suite('proofs: registers');

/** So many of these are 1. */
const count = (size: UInt, ...flags: readonly Bool[]): UInt =>
  flags.map(flag => flag.asUInt().extend(size.width)).reduce((a, b) => a.addWrap(b as never)) as UInt;

const at = ({ tracking, ahead }: Board, place: number, then: () => void): void => {
  when(tracking.and(ahead.eq(place)), then);
};

proves(test, 'regValid', () =>
  between(
    s => s.regValid(),
    1,
    (board, out, s) => {
      check.assert(board.inside.eq(out.valid.asUInt()), 'an element is inside when one is offered');
      at(board, 0, () => check.assert(word(out).eq(board.data), 'and it is that one'));
      check.assert(s.ready.eq(out.valid.not().or(out.ready)), 'it takes one whenever it can');
    },
  ),
);

proves(test, 'regReady', () =>
  between(
    s => s.regReady(),
    1,
    (board, out, s) => {
      const { spare, spare_last, full } = partsOf(out);
      check.assert(board.inside.eq(full.asUInt()), 'an element is inside when the spare register is full');
      at(board, 0, () => check.assert(word({ payload: spare, last: spare_last }).eq(board.data), 'and it is that one'));
      check.assert(out.valid.eq(s.valid.or(full)), 'it offers whatever there is');
      check.assert(s.ready.eq(board.inside.eq(0)), 'it takes one whenever it is empty');
    },
  ),
);

proves(test, 'skid', () =>
  between(
    s => s.skid(),
    2,
    (board, out, s) => {
      const { spare, spare_last, full } = partsOf(out);
      check.assert(board.inside.eq(count(board.inside, out.valid, full)), 'elements are in the two registers');
      check.assert(out.valid.or(full.not()), 'the output register is filled first');
      at(board, 0, () => check.assert(word(out).eq(board.data), 'the first is offered'));
      at(board, 1, () => check.assert(word({ payload: spare, last: spare_last }).eq(board.data), 'the second waits'));
      check.assert(s.ready.eq(board.inside.lt(2)), 'it takes one whenever there is room');
      check.assert(out.valid.eq(board.inside.ne(0)), 'it offers whatever there is');
    },
  ),
);

test.run();
