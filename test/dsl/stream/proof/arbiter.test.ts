import { suite } from 'uvu';
import {
  type ArbiterOptions,
  arbiter,
  type Bool,
  bool,
  type Circuit,
  check,
  indexType,
  lit,
  module,
  mux,
  named,
  reg,
  select,
  streamIn,
  streamOut,
  type UInt,
  uint,
  when,
} from '../../../../dsl/index.js';
import { partsOf, word } from './board.js';
import { proves } from './rig.js';

const test = suite('proofs: arbiter');

const marked = { last: true };
const N = 3;
const index = indexType(N);

/** Packets of three streams merged; whoever is served is known from outside, by which of them transfers. */
const merged = (policy: ArbiterOptions['policy']): Circuit =>
  module(
    'proof',
    () => ({
      a: streamIn(uint(2), marked),
      b: streamIn(uint(2), marked),
      c: streamIn(uint(2), marked),
      m: streamOut(uint(2), marked),
    }),
    io => {
      const sources = [io.a, io.b, io.c].map(x => x.monitor(undefined, { rules: 'assume' }));
      const out = arbiter(sources, { policy: policy! });
      const { owner, locked } = partsOf(out) as { owner: UInt; locked: Bool };

      for (const source of sources)
        when(source.fire, () => {
          check.assert(out.fire, 'an element that is taken comes out');
          check.assert(word(out).eq(word(source)), 'as it is');
        });
      when(out.fire, () => {
        const fires = sources.map(source => source.fire.asUInt().extend(2)) as [UInt, UInt, UInt];
        check.assert(fires[0].add(fires[1]).add(fires[2]).eq(1), 'what comes out has been taken from one stream');
      });
      const offers = sources.map(source => source.valid) as [Bool, Bool, Bool];

      // Between the first element of a packet and the last.
      const open = named('board_open', reg(bool, { init: false }));
      const from = named('board_from', reg(index, { init: 0 }));
      sources.forEach((source, i) => {
        when(source.fire, () => {
          open.set(source.last!.not());
          from.set(i);
          check.assert(open.not().or(from.eq(i)), 'nobody else is served within a packet');
        });
      });
      check.assert(owner.lt(N).and(from.lt(N)), 'the owner is one of them');
      when(open, () => check.assert(locked.and(owner.eq(from)), 'within a packet its stream is the owner'));
      const waits = select<Bool>(owner, offers);
      when(locked.and(open.not()), () => check.assert(waits, 'before the first element its owner offers it'));
      check.assert(out.valid.eq(mux(locked, waits, offers[0].or(offers[1], offers[2]))), 'it offers whatever there is');

      if (policy === 'roundRobin')
        for (const [i, { valid, fire }] of sources.entries())
          turns(i, valid, fire, out.fire.and(out.last!), owner, locked);
      else
        when(locked.not(), () => {
          for (const [i, source] of sources.entries())
            when(source.fire, () => {
              for (const earlier of offers.slice(0, i)) check.assert(earlier.not(), 'an earlier one goes first');
            });
        });
      out.monitor().into(io.m);
    },
  )();

/** While stream i waits for its turn, no more packets than one of every other stream end. */
function turns(i: number, valid: Bool, fire: Bool, ends: Bool, owner: UInt, locked: Bool): void {
  const own = owner.eq(i);
  const passed = named(`board_passed_${i}`, reg(index, { init: 0 }));
  const chosen = locked.and(own);
  when(valid.and(fire.not(), chosen.not()), () => when(ends, () => passed.set(passed.addWrap(1)))).otherwise(() =>
    passed.set(0),
  );
  // How far the owner has come around the ring since it was i; while it holds the turn it has not been counted yet.
  const distance = select<UInt>(
    owner,
    Array.from({ length: N }, (_, o) => lit(index, (o - i + N) % N)),
  );
  const done = mux(locked, distance.subWrap(1), distance);
  when(valid.and(chosen.not()), () => check.assert(passed.le(done), 'each packet that passes brings the turn nearer'));
  check.assert(passed.lt(N), 'a stream waits for at most one packet of every other');
}

proves(test, 'in turns', () => merged('roundRobin'));
proves(test, 'by priority', () => merged('priority'));

test.run();
