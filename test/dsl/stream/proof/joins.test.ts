import { suite } from 'uvu';
import {
  type Bool,
  bool,
  type Circuit,
  check,
  module,
  named,
  reg,
  type Stream,
  streamIn,
  streamOut,
  uint,
  when,
  zip,
} from '../../../../dsl/index.js';
import { partsOf, word } from './board.js';
import { proves } from './rig.js';

const test = suite('proofs: fork and zip');

const type = uint(2);
const marked = { last: true };
const flag = (name: string): Bool => named(`board_${name}`, reg(bool, { init: false }));

/** Each branch gives each element once, as it is, before the next one is taken from the source. */
function once(s: Stream, branch: Stream, i: number): void {
  const seen = flag(`seen_${i}`);
  when(s.valid, () => seen.set(seen.or(branch.fire).and(s.fire.not())));
  check.assert(seen.eq(partsOf(branch).taken), 'the flag of a branch says whether it has the element');
  when(branch.fire, () => {
    check.assert(s.valid, 'nothing comes out that has not come');
    check.assert(seen.not(), 'no branch gives an element twice');
    check.assert(word(branch).eq(word(s)), 'and each gives it as it is');
  });
  when(s.fire, () => check.assert(seen.or(branch.fire), 'no branch loses an element'));
  when(seen, () => check.assert(s.valid, 'an element that a branch has is still there for the others'));
}

const forked = (): Circuit =>
  module(
    'proof',
    () => ({
      s: streamIn(type, marked),
      a: streamOut(type, marked),
      b: streamOut(type, marked),
      c: streamOut(type, marked),
    }),
    io => {
      const s = io.s.monitor(undefined, { rules: 'assume' });
      const branches = s.fork(3);
      for (const [i, branch] of branches.entries()) {
        once(s, branch, i);
        branch.monitor().into([io.a, io.b, io.c][i]!);
      }
      const all = branches.map((branch, i) => branch.ready.or(partsOf(branches[i]!).taken)) as [Bool, Bool, Bool];
      check.assert(s.ready.eq(all[0].and(all[1], all[2])), 'the source goes on as soon as all have the element');
    },
  )();

proves(test, 'fork', forked);

/** A module of its own: what is checked and what checks it share no logic then. */
const pairs = module(
  'pairs',
  () => ({ a: streamIn(type, marked), b: streamIn(uint(1)), m: streamOut(uint(3), marked) }),
  io =>
    zip({ a: io.a, b: io.b })
      .map(({ a, b }) => b.cat(a))
      .into(io.m),
);

const joined = (): Circuit =>
  module(
    'proof',
    () => ({ a: streamIn(type, marked), b: streamIn(uint(1)), m: streamOut(uint(3), marked) }),
    io => {
      const a = io.a.monitor(undefined, { rules: 'assume' });
      const b = io.b.monitor(undefined, { rules: 'assume' });
      const { a: toA, b: toB, m: out } = pairs();
      a.into(toA);
      b.into(toB);
      check.assert(out.fire.eq(a.fire).and(out.fire.eq(b.fire)), 'all transfer at once, or none does');
      when(out.fire, () =>
        check.assert(
          out.payload.eq(b.payload.cat(a.payload)).and(out.last!.eq(a.last!)),
          'the elements belong together',
        ),
      );
      check.assert(out.valid.eq(a.valid.and(b.valid)), 'it offers whatever there is');
      out.monitor().into(io.m);
    },
  )();

// There is no register in a zip that could be stuck.
proves(test, 'zip', joined, [
  [/assign a_ready = [^;]*;/, 'assign a_ready = m_ready;'],
  [/assign b_ready = [^;]*;/, 'assign b_ready = a_valid;'],
  [/assign m_payload = [^;]*;/, 'assign m_payload = {a_payload, b_payload};'],
  [/assign m_last = [^;]*;/, "assign m_last = 1'b0;"],
  [/assign m_valid = [^;]*;/, 'assign m_valid = a_valid;'],
]);

test.run();
