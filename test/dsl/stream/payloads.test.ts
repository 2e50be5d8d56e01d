import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  arbiter,
  asBits,
  type Bool,
  bool,
  bundle,
  type Circuit,
  delay,
  enumOf,
  fixed,
  i8,
  type Stream,
  streamIn,
  streamOut,
  type Type,
  u8,
  uint,
  vec,
} from '../../../dsl/index.js';
import { errorsOf } from '../rig.js';
import { flow, gives, weathers } from './rig.js';

const test = suite('any payload');

const lowest = (x: unknown) => asBits(x as never).bit(0);

/** Every combinator that holds elements or chooses among them, as something that hands on what it gets. */
const chain: Readonly<Record<string, (s: Stream) => Stream>> = {
  'fifo of registers': s => s.fifo(3, { style: 'registers' }),
  'distributed RAM': s => s.fifo(3, { style: 'distributed' }),
  'block RAM': s => s.fifo(3, { style: 'block' }),
  pipe: s => s.pipe(1).pipe(1, 'regValid').pipe(1, 'regReady'),
  'widen and narrow': s => s.widen(1).narrow(),
  'gearbox there and back': s =>
    s
      .map(x => [x])
      .gearbox(3)
      .gearbox(1)
      .narrow(),
  'route and arbiter': s => arbiter(s.route(2, lowest)),
  'demux and mux': s => {
    const [elements, first, second] = s.fork(3);
    const ways = elements.demux(first.map(lowest).fifo(2), 2);
    return second
      .map(lowest)
      .fifo(8)
      .mux(ways.map(way => way.fifo(2)));
  },
  credit: s =>
    s.credit(3, ({ payload, valid }) => ({
      payload: delay(payload as Bool, 2),
      valid: delay(valid, 2, { init: false }),
    })),
  reorder: s => s.reorder(3, tagged => tagged.skid()),
  'repeat and take': s => s.repeat(1).monitor().lastEvery(1).take(1).batch(4).withoutLast(),
};

const bytesOf = (min: number, max: number, length: number) =>
  fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length });
const mode = enumOf('off', 'slow', 'fast');
const types: Readonly<Record<string, { readonly type: Type; readonly values: fc.Arbitrary<unknown> }>> = {
  'a bit': { type: bool, values: fc.boolean() },
  'fixed point': { type: fixed({ int: 2, frac: 3 }), values: fc.integer({ min: -16, max: 15 }).map(x => x / 8) },
  'a bundle of vectors': {
    type: bundle({ on: bool, mode, pixels: vec(bundle({ x: i8, y: uint(3) }), 2), gains: vec(u8, 3) }),
    values: fc
      .tuple(
        fc.boolean(),
        fc.constantFrom('off', 'slow', 'fast'),
        bytesOf(-128, 127, 2),
        bytesOf(0, 7, 2),
        bytesOf(0, 255, 3),
      )
      .map(([on, mode, xs, ys, gains]) => ({ on, mode, pixels: xs.map((x, i) => ({ x, y: ys[i]! })), gains })),
  },
};

for (const [kind, { type, values }] of Object.entries(types)) {
  const circuits: Readonly<Record<string, Circuit>> = Object.fromEntries(
    Object.entries(chain).map(([name, make]) => [
      name,
      flow({ s: streamIn(type), m: streamOut(type) }, io => make(io.s as Stream).into(io.m as never)),
    ]),
  );
  test(`${kind} goes through everything as it is`, () => {
    fc.assert(
      fc.property(fc.array(values, { maxLength: 9 }), weathers, (data, weather) => {
        // Groups of three: what fills none does not leave the gearbox.
        const whole = data.slice(0, data.length - (data.length % 3));
        for (const circuit of Object.values(circuits)) gives(circuit, { s: whole }, { m: whole }, weather);
      }),
      { numRuns: 3, seed: 1 },
    );
  });
}

test('HW002: numbers that make no sense say what would', () => {
  const wrong: Readonly<Record<string, (s: Stream) => unknown>> = {
    'pipe: -1 stages': s => s.pipe(-1),
    'a fifo of 0 elements': s => s.fifo(0),
    'batch: room for 1 elements': s => s.lastEvery(2).batch(1),
    'take: 0 elements': s => s.take(0),
    'repeat: each element 0.5 times': s => s.repeat(0.5),
    'widen: groups of 0 elements': s => s.widen(0),
    'gearbox: groups of 0 elements': s => s.widen(2).gearbox(0),
    'credit: 0 elements on their way': s => s.credit(0, flow => flow),
    'reorder: 1 elements on their way': s => s.reorder(1, tagged => tagged),
    'route to 0 streams': s => s.route(0, x => x as ReturnType<typeof lowest>),
    'mux of no streams': s => s.mux([]),
    'arbiter of no streams': () => arbiter([]),
  };
  for (const [message, use] of Object.entries(wrong)) {
    const [error] = errorsOf(() => flow({ s: streamIn(u8), m: streamOut(u8) }, io => void use(io.s as Stream)));
    assert.ok(error?.startsWith(`HW002 ${message} | `), `${message}: ${error}`);
  }
});

test.run();
