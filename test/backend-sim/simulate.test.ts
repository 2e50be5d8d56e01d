import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bool,
  bundle,
  check,
  enumOf,
  extern,
  fixed,
  input,
  module,
  output,
  print,
  reg,
  sint,
  u8,
  uint,
  vec,
} from 'grace-hdl';
import { type SimulateOptions, SimulationError, simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { counter } from './cases/counter.js';
import { lookup } from './cases/lookup.js';
import { twice } from './cases/twice.js';
import { readVcd } from './wave/read-vcd.js';

/** One port of every kind, given through unchanged. */
const pixel = bundle({ red: u8, taps: vec(vec(sint(5), 2), 3) });
const echo = module(
  'echo',
  () => ({
    flag: input(bool),
    state: input(enumOf('idle', 'run', 'stop')),
    gain: input(fixed({ int: 3, frac: 2 })),
    wide: input(uint(100)),
    pixel: input(pixel),
    pairs: input(vec(bundle({ a: u8, b: bool }), 2)),
    inner: { deep: input(sint(53)) },
    again: output(pixel),
  }),
  io => io.again.set(io.pixel),
);

for (const engine of ['wasm', 'interpreter'] as const) {
  const test = suite(`simulate: ${engine}`);
  const options: SimulateOptions = { engine };
  const folder = mkdtempSync(join(tmpdir(), 'grace-sim-'));
  test.after(() => rmSync(folder, { recursive: true }));

  test('pokes take effect after the edge, peeks see settled values', () => {
    const sim = simulate(counter({ width: 4 }), options);
    assert.is(sim.peek('count'), 0);
    sim.step(5);
    assert.is(sim.peek('count'), 0);
    sim.poke('enable', true);
    sim.step(18);
    assert.is(sim.peek('count'), 2);
    assert.is(sim.cycle, 23);
    assert.is(sim.time, 225);
  });

  test('every kind of value goes in and comes out as itself', () => {
    const sim = simulate(echo(), options);
    const values = {
      flag: true,
      state: 'run',
      gain: -1.75,
      wide: 1n << 99n,
      pixel: {
        red: 200,
        taps: [
          [1, -2],
          [3, -4],
          [15, -16],
        ],
      },
      pairs: [
        { a: 1, b: true },
        { a: 2, b: false },
      ],
      inner: { deep: -(2 ** 52) },
    };
    for (const [name, value] of Object.entries(values)) sim.poke(name as string, value);
    for (const [name, value] of Object.entries(values)) assert.equal(sim.peek(name as string), value, name);
    assert.equal(sim.peek('again'), values.pixel);
    assert.equal(sim.peekBig('pixel.taps.1'), [3n, -4n]);
    assert.equal(sim.peekBig('gain'), -7n);
    assert.equal(sim.peekBig('state'), 1n);
  });

  test('parts of a port can be poked by themselves', () => {
    const sim = simulate(echo(), options);
    sim.poke('pixel.taps.2', [7, 8]);
    sim.io.pixel.taps.at(0).at(1).poke(-3);
    sim.io.pairs.at(1).b.poke(1);
    assert.equal(sim.io.again.taps.peek(), [
      [0, -3],
      [0, 0],
      [7, 8],
    ]);
    assert.equal(sim.peek('pairs'), [
      { a: 0, b: false },
      { a: 0, b: true },
    ]);
  });

  test('reset brings registers back and leaves inputs alone', () => {
    const sim = simulate(counter({ width: 8 }), options);
    sim.poke('enable', 1);
    sim.step(7);
    sim.reset();
    assert.is(sim.peek('count'), 0);
    sim.step();
    assert.is(sim.peek('count'), 1);
  });

  test('registers inside instances can be read and forced by their path', () => {
    const sim = simulate(twice(), options);
    sim.step(3);
    sim.force('high.value', 40);
    assert.is(sim.peek('sum'), 43);
    assert.is(sim.peek('low.value'), 3);
    assert.is(sim.peek('twice.low.value'), 3);
    assert.throws(() => sim.force('sum', 1), /sum is an output: only registers and inputs can be forced/);
    assert.throws(() => sim.peek('low.valu'), /no signal 'low.valu' in 'twice'. Did you mean 'low.value'/);
  });

  test('a snapshot brings back the state and the time', () => {
    const sim = simulate(counter({ width: 8 }), options);
    sim.poke('enable', 1);
    sim.step(2);
    const before = sim.snapshot();
    sim.step(3);
    assert.is(sim.peek('count'), 5);
    sim.restore(before);
    assert.is(sim.peek('count'), 2);
    assert.is(sim.cycle, 2);
  });

  test('a failed assert names the message, the place, the cycle and shows the last cycles', () => {
    const limited = module(
      'limited',
      () => ({ count: output(u8) }),
      io => {
        const count = reg(u8, { init: 0 });
        count.set(count.addWrap(1));
        check.assert(count.lt(5), 'count stays below 5');
        io.count.set(count);
      },
    );
    const sim = simulate(limited(), options);
    assert.throws(
      () => sim.step(100),
      (error: unknown) => {
        assert.instance(error, SimulationError);
        const { message, cycle, path, frames, waves } = error as SimulationError;
        assert.match(
          message,
          /^assert failed: count stays below 5\n {2}\S*simulate\.test\.ts:\d+:\d+ {2}in limited, cycle 5/,
        );
        assert.is(cycle, 5);
        assert.is(path, 'limited');
        assert.match(frames[0]!.file, /simulate\.test\.ts$/);
        assert.match(waves ?? '', /count +│0│1│2│3│4│5/);
        return true;
      },
    );
    assert.is(sim.cycle, 6);
    assert.is(sim.checks[0]!.hits, 1);
  });

  test('prints show values as a person reads them', () => {
    const said: string[] = [];
    const talker = module(
      'talker',
      () => ({ state: input(enumOf('idle', 'run')), taps: input(vec(sint(4), 2)) }),
      io => {
        const seen = reg(bool, { init: 0 });
        seen.set(true);
        print('in {} with {}', io.state, io.taps.at(1));
      },
    );
    const sim = simulate(talker(), { ...options, onPrint: (text, { cycle }) => said.push(`${cycle}: ${text}`) });
    sim.poke('taps', [1, -2]);
    sim.step();
    sim.poke('state', 'run');
    sim.step();
    assert.equal(said, ['0: in idle with -2', '1: in run with -2']);
  });

  test('coverage counts how often a cover was reached', () => {
    const covered = module(
      'covered',
      () => ({ go: input(bool) }),
      io => {
        const seen = reg(bool, { init: 0 });
        seen.set(io.go);
        check.cover(io.go, 'going');
        check.cover(seen.and(io.go), 'going on');
      },
    );
    const sim = simulate(covered(), options);
    sim.step(3);
    sim.poke('go', 1);
    sim.step(2);
    assert.equal(
      sim.coverage().map(({ message, hits }) => [message, hits]),
      [
        ['going', 2],
        ['going on', 1],
      ],
    );
  });

  test('random power-up shows a missing reset, and the same seed the same', () => {
    const bare = module(
      'bare',
      () => ({ out: output(uint(64)), with: output(uint(64)) }),
      io => {
        const none = reg(uint(64));
        none.set(none);
        const init = reg(uint(64), { init: 3 });
        init.set(init);
        io.out.set(none);
        io.with.set(init);
      },
    );
    const at = (seed: number) => simulate(bare(), { ...options, randomizeState: true, seed });
    assert.is(at(1).peek('with'), 3n);
    assert.is.not(at(1).peek('out'), at(2).peek('out'));
    assert.is(at(5).peek('out'), at(5).peek('out'));
    assert.is(simulate(bare(), { ...options, randomizeState: 'all', seed: 1 }).peek('with'), 3n);
  });

  test('a black box runs by its model, and without one not at all', () => {
    const ports = () => ({ a: input(u8), b: output(u8) });
    const around = (box: ReturnType<typeof extern<undefined, ReturnType<typeof ports>>>) =>
      module('around', ports, io => {
        const inner = box();
        inner.a.set(io.a);
        io.b.set(inner.b);
      })();
    const sim = simulate(around(extern('TWICE', ports, { model: io => io.b.set(io.a.addWrap(io.a)) })), options);
    sim.poke('a', 21);
    assert.is(sim.peek('b'), 42);
    assert.throws(
      () => simulate(around(extern('TWICE', ports)), options),
      /'TWICE' \(u_TWICE\) is a black box without a model.*extern\('TWICE', ports, \{ model: io => \.\.\. \}\)/,
    );
  });

  test('a failed check can leave a VCD file of what came before', () => {
    const file = join(folder, 'failed.vcd');
    const limited = module(
      'limited',
      () => ({ a: input(u8) }),
      io => check.assert(io.a.lt(5), 'a stays below 5'),
    );
    const sim = simulate(limited(), { ...options, failureVcd: file });
    sim.step(3);
    sim.poke('a', 7);
    assert.throws(() => sim.step(9), /all signals of the last cycles are in .*\.vcd/);
    const { at } = readVcd(readFileSync(file, 'utf8'));
    assert.equal([at.get(0)!['limited.a'], at.get(25_000)!['limited.a']], [0n, 7n]);
  });

  test('a memory can be loaded and read', () => {
    const sim = simulate(lookup(), options);
    const table = sim.memory('words');
    table.load([1, -2, 3], 2);
    table.write(7, -256);
    sim.poke('address', 3);
    assert.is(sim.peek('data'), -2);
    assert.equal(table.dump(1, 4), [0, 1, -2, 3]);
    assert.is(table.read(7), -256);
    assert.throws(() => table.write(8, 0), /has 8 words; there is no word 8/);
    assert.throws(() => table.write(0, 256), /256 does not fit sint\(9\), which holds -256 to 255/);
    assert.throws(() => sim.memory('wods'), /no memory 'wods' in 'lookup'. Did you mean 'words'/);
  });

  const wrong: Readonly<Record<string, [() => unknown, string]>> = {
    'an unknown signal': [
      () => simulate(echo(), options).peek('pixl'),
      "there is no signal 'pixl' in 'echo'. Did you mean 'pixel'?",
    ],
    'an output': [
      () => simulate(counter({ width: 8 }), options).poke('count', 1),
      'count is an output: only inputs can be poked, and registers forced',
    ],
    'a number too large': [
      () => simulate(echo(), options).poke('pixel.red', 256),
      'pixel.red: 256 does not fit uint(8), which holds 0 to 255',
    ],
    'a negative number for an unsigned port': [
      () => simulate(echo(), options).poke('pixel.red', -1),
      'pixel.red: -1 does not fit uint(8), which holds 0 to 255',
    ],
    'a fraction': [() => simulate(echo(), options).poke('pixel.red', 1.5), 'pixel.red: 1.5 is no value of uint(8)'],
    'a number that is not exact': [
      () => simulate(echo(), options).poke('wide', 2 ** 60),
      'wide: 1152921504606847000 is not exact as a number; write it as a bigint',
    ],
    'a fixed point value between two steps': [
      () => simulate(echo(), options).poke('gain', 0.3),
      'gain: 0.3 is not a multiple of 2^-2; nearest is 0.25',
    ],
    'an unknown case': [
      () => simulate(echo(), options).poke('state', 'rum' as 'run'),
      "state: 'rum' is no case of enum idle | run | stop. Did you mean 'run'?",
    ],
    'a missing field': [
      () => simulate(echo(), options).poke('pixel', { red: 1 } as never),
      "pixel: field 'taps' is missing",
    ],
    'an unknown field': [
      () => simulate(echo(), options).poke('pixel', { read: 1, taps: [] } as never),
      "pixel: there is no field 'read'. Did you mean 'red'?",
    ],
    'too few elements': [
      () => simulate(echo(), options).poke('pixel.taps', [[1, 2]]),
      'pixel.taps: an array of 1 where 3 elements belong',
    ],
    'a module that was not called': [
      () => simulate(counter as never, options),
      'simulate: this is a module; call it to make a circuit: simulate(counter({ width: 8 }))',
    ],
    'something else': [() => simulate(undefined as never, options), 'simulate: undefined is no circuit'],
    'an unknown clock': [
      () => simulate(counter({ width: 8 }), { ...options, clocks: { sy: { period: 3 } } }),
      "clocks: there is no clock domain 'sy'.",
    ],
    'half a cycle': [() => simulate(echo(), options).step(0.5), 'step: 0.5 is no number of cycles'],
  };
  for (const [name, [act, message]] of Object.entries(wrong)) {
    test(`refuses ${name}`, () => {
      assert.throws(act, (error: unknown) => {
        assert.instance(error, SimulationError);
        assert.is((error as Error).message, message);
        return true;
      });
    });
  }
  test.run();
}
