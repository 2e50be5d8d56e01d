import { expectTypeOf } from 'expect-type';
import {
  axisIn,
  axisOut,
  bool,
  bundle,
  enumOf,
  fixed,
  i8,
  input,
  module,
  output,
  streamIn,
  streamOut,
  u8,
  uint,
  vec,
} from 'grace-hdl';
import { type Payloads, type Process, type Simulator, simulate, type Value } from 'grace-hdl/sim';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const scalars = module(
  'scalars',
  ({ width }: { width: number }) => ({
    flag: input(bool),
    state: output(enumOf('idle', 'run')),
    gain: output(fixed({ int: 4, frac: 4 })),
    small: output(uint(53)),
    wide: output(uint(54)),
    some: output(uint(width)),
    pixel: output(bundle({ red: u8, taps: vec(i8, 3) })),
    deep: { inner: input(bool) },
  }),
  (io, { width }) => {
    io.state.set('idle');
    io.gain.set(0);
    io.small.set(0);
    io.wide.set(0);
    io.some.set(width % 2);
    io.pixel.set({ red: 1, taps: [1, 2, 3] });
  },
);

test('peek gives the value of the port', () => {
  const sim = simulate(scalars({ width: 7 }));
  expectTypeOf(sim.peek('flag')).toEqualTypeOf<boolean>();
  expectTypeOf(sim.peek('state')).toEqualTypeOf<'idle' | 'run'>();
  expectTypeOf(sim.peek('gain')).toEqualTypeOf<number>();
  expectTypeOf(sim.peek('small')).toEqualTypeOf<number>();
  expectTypeOf(sim.peek('wide')).toEqualTypeOf<bigint>();
  expectTypeOf(sim.peek('some')).toEqualTypeOf<number | bigint>();
  expectTypeOf(sim.peek('pixel').taps).toEqualTypeOf<readonly number[]>();
  expectTypeOf(sim.peek('deep').inner).toEqualTypeOf<boolean>();
  expectTypeOf(sim.peek('pixel.red')).toEqualTypeOf<Value>();
  expectTypeOf(sim.io.pixel.red.peek()).toEqualTypeOf<number>();
  expectTypeOf(sim.io.pixel.taps.at(1).peek()).toEqualTypeOf<number>();
  expectTypeOf(sim.io.deep.inner.peek()).toEqualTypeOf<boolean>();
  assert.equal([sim.peek('state'), sim.peek('wide'), sim.io.pixel.taps.at(1).peek()], ['idle', 0n, 2]);
});

test('poke takes what the port takes', () => {
  const sim = simulate(scalars({ width: 7 }));
  sim.poke('flag', true);
  sim.poke('flag', 1);
  sim.io.deep.inner.poke(0);
  // @ts-expect-error a boolean port takes no 2
  assert.throws(() => sim.poke('flag', 2));
  // @ts-expect-error no such port
  assert.throws(() => sim.io.flog.poke(1));
});

const streams = module(
  'streams',
  () => ({
    s_axis: axisIn(vec(i8, 2)),
    bytes: streamIn(u8),
    m_axis: axisOut(vec(i8, 2)),
    words: streamOut(uint(9)),
  }),
  io => {
    io.s_axis.into(io.m_axis);
    io.bytes.map(byte => byte.add(byte)).into(io.words);
  },
);

test('run takes and gives the payloads of the streams', () => {
  const sim = simulate(streams());
  const out = sim.run({ s_axis: [[1, -2]], bytes: new Uint8Array(3) }, { expect: { m_axis: 1, words: 3 } });
  expectTypeOf(out.m_axis).toEqualTypeOf<readonly (readonly number[])[]>();
  expectTypeOf(out.words).toEqualTypeOf<Uint16Array>();
  expectTypeOf(sim.transfer({}, { expect: { words: 0 } }).cycles).toEqualTypeOf<number>();
  // @ts-expect-error what is not expected does not come
  assert.is(sim.run({}, { expect: { words: 0 } }).m_axis, undefined);
  // @ts-expect-error an output is no input
  assert.throws(() => sim.run({ words: [1] }));
  // @ts-expect-error no such stream to expect
  assert.throws(() => sim.run({}, { expect: { word: 1 } }));
  // @ts-expect-error a payload of another type
  assert.throws(() => sim.run({ bytes: ['a'] }));
});

test('a process has the types of its circuit, and may be that of any', async () => {
  const sim = simulate(streams());
  const patient = async (p: Process): Promise<number> => {
    await p.tick(2);
    expectTypeOf(p.peek('words')).toEqualTypeOf<Value>();
    return p.cycle();
  };
  await sim.process(async p => {
    await p.all(patient, patient);
    expectTypeOf(await p.fork(patient).join()).toEqualTypeOf<number>();
    p.fork(strand => strand.send('bytes', 3));
    const word = await p.receive('words');
    expectTypeOf(word).toEqualTypeOf<number>();
    assert.is(word, 6);
    // @ts-expect-error an output takes nothing
    p.fork(strand => strand.send('words', 3).catch(() => {}));
    // @ts-expect-error a payload of another type
    p.fork(strand => strand.send('bytes', 'a').catch(() => {}));
  });
});

test('a circuit of unknown ports takes any name', () => {
  const sim: Simulator = simulate(streams() as unknown as Parameters<typeof simulate>[0]);
  expectTypeOf(sim.peek('words')).toEqualTypeOf<Value>();
  expectTypeOf(sim.run({ bytes: [1] }, { expect: { words: 1 } }).words).toEqualTypeOf<Payloads>();
  sim.poke('bytes.payload', 3);
});

test.run();
