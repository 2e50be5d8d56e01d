import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import { verilog } from '../../../backend-verilog/index.js';
import {
  bool,
  cleared,
  extern,
  input,
  lit,
  mem,
  module,
  output,
  reg,
  streamIn,
  streamOut,
  u4,
  u8,
  uint,
  vec,
  when,
} from '../../../dsl/index.js';

const test = suite('cleared');

const counter = module(
  'counter',
  () => ({ step: input(u8), count: output(u8), last: output(vec(u8, 2)) }),
  io => {
    const count = reg(u8, { init: 7 });
    count.set(count.addWrap(io.step));
    const last = reg(vec(u8, 2), { init: [1, 2] });
    when(io.step.ne(0), () => last.at(0).set(io.step));
    io.count.set(count);
    io.last.set(last);
  },
);

/** Two of them, one cleared; a register without a reset and a memory beside it are not. */
const pair = module(
  'pair',
  () => ({
    clear: input(bool),
    step: input(u8),
    a: output(u8),
    b: output(u8),
    last: output(vec(u8, 2)),
    kept: output(u8),
    word: output(u8),
  }),
  io => {
    const a = cleared(io.clear, () => counter());
    const b = counter();
    for (const instance of [a, b]) instance.step.set(io.step);
    const [kept, words] = cleared(io.clear, () => [reg(u8), mem(u8, 2)] as const);
    kept.set(io.step);
    words.write(lit(uint(1), 0), io.step);
    io.a.set(a.count);
    io.b.set(b.count);
    io.last.set(a.last);
    io.kept.set(kept);
    io.word.set(words.read(lit(uint(1), 0)));
  },
);

for (const engine of ['wasm', 'interpreter'] as const)
  test(`what is cleared starts anew, and nothing else does (${engine})`, () => {
    const cycles = fc.array(fc.record({ clear: fc.boolean(), step: fc.nat(255) }), { minLength: 1, maxLength: 20 });
    const sim = simulate(pair(), { engine });
    fc.assert(
      fc.property(cycles, steps => {
        sim.reset();
        let [a, b, last] = [7, 7, 1];
        for (const { clear, step } of steps) {
          sim.poke('clear', clear);
          sim.poke('step', step);
          sim.step();
          a = clear ? 7 : (a + step) % 256;
          b = (b + step) % 256;
          last = clear ? 1 : step || last;
          assert.equal(
            [sim.peek('a'), sim.peek('b'), [...sim.peek('last')], sim.peek('kept'), sim.peek('word')],
            [a, b, [last, 2], step, step],
          );
        }
      }),
      { seed: 1, numRuns: engine === 'wasm' ? 50 : 10 },
    );
  });

test('the same module is another one with the pin, and nested clears add up', () => {
  const inner = module(
    'inner',
    () => ({ clear: input(u4), q: output(u8) }),
    io => {
      const q = reg(u8, { init: 0 });
      q.set(q.addWrap(1).addWrap(io.clear.extend(8)));
      io.q.set(q);
    },
  );
  const outer = module(
    'outer',
    () => ({ one: input(bool), two: input(bool), q: output(u8) }),
    io => {
      const unit = cleared(io.one, () => cleared(io.two, () => inner()));
      unit.clear.set(1);
      io.q.set(unit.q);
    },
  );
  const sim = simulate(outer());
  sim.step(3);
  assert.is(sim.peek('q'), 6);
  for (const pin of ['one', 'two'] as const) {
    sim.poke(pin, true);
    sim.step();
    assert.is(sim.peek('q'), 0);
    sim.poke(pin, false);
    sim.step();
    assert.is(sim.peek('q'), 2);
  }
  const text = verilog(pair())
    .files.map(file => file.text)
    .join('\n');
  assert.match(text, /module counter_c \(/);
  assert.match(text, /module counter \(/);
});

test('an offer may fall with what made it, and outside of it may not', () => {
  const inside = module(
    'inside',
    () => ({ x: streamIn(u8), y: streamOut(u8) }),
    ({ x, y }) => {
      x.fifo(4).into(y);
    },
  );
  const queue = (kept: boolean) =>
    module(
      'queue',
      () => ({ clear: input(bool), x: streamIn(u8), y: streamOut(u8) }),
      io => {
        const unit = cleared(io.clear, () => {
          const made = inside();
          io.x.map(x => x.addWrap(1), { stages: 1 }).into(made.x);
          return made;
        });
        // The register of a skid buffer holds what was offered; a wire does not.
        (kept ? unit.y.skid() : unit.y.map(x => x.not())).into(io.y);
      },
    )();
  const start = (kept: boolean) => {
    const sim = simulate(queue(kept));
    sim.poke('x.valid' as never, true as never);
    sim.poke('x.payload' as never, 4 as never);
    sim.step(8);
    sim.poke('clear', true);
    sim.step();
    sim.poke('clear', false);
    sim.step(2);
    return sim;
  };
  start(true);
  assert.throws(() => start(false), /valid fell before the offer was taken/);
});

test('a black box cannot be cleared', () => {
  const box = extern('box', () => ({ q: output(bool) }));
  const top = module(
    'top',
    () => ({ clear: input(bool), q: output(bool) }),
    io => io.q.set(cleared(io.clear, () => box()).q),
  );
  assert.throws(() => top(), /black box box cannot be cleared/);
});

test.run();
