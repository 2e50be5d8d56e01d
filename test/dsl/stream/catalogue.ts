import {
  arbiter,
  type Circuit,
  domain as clock,
  type Domain,
  delay,
  type Facts,
  module,
  type PortTree,
  type Stream,
  streamIn,
  streamOut,
  type Type,
  type UIntType,
  u8,
  uint,
  vec,
  zip,
} from '../../../dsl/index.js';

type Bytes = Stream<UIntType<8>>;
type Inputs = { readonly s: Bytes; readonly b: Bytes; readonly which: Stream<UIntType<1>> };

/** A combinator between stream ports: `s`, where it takes more also `b` and `which`; the first result goes to `m`. */
export interface Entry {
  /** Its row in docs/streams.md. */
  readonly row: string;
  readonly name: string;
  readonly circuit: Circuit;
  readonly facts: Facts;
  /** What the names in the row stand for here. */
  readonly names: Readonly<Record<string, number>>;
  /** Elements that it takes before it can give the first. */
  readonly needs: number;
}

interface Shape {
  readonly from?: Type;
  readonly to?: Type;
  readonly inputs?: readonly (keyof Inputs)[];
  readonly last?: boolean;
  readonly domain?: Domain;
  readonly names?: Readonly<Record<string, number>>;
  readonly needs?: number;
}

function entry(row: string, make: (io: Inputs) => unknown, shape: Shape = {}): Entry {
  const { from = u8, to = from, inputs = ['s'], last = false, domain, names = {}, needs = 1 } = shape;
  const types: Record<keyof Inputs, Type> = { s: from, b: u8, which: uint(1) };
  let facts: Facts | undefined;
  const circuit = module(
    'dut',
    (): PortTree => ({
      ...Object.fromEntries(inputs.map(name => [name, streamIn(types[name])])),
      m: streamOut(to, { last, ...(domain && { domain }) }),
    }),
    io => {
      const [m, ...others] = [make(io as never)].flat() as Stream[];
      facts = m!.facts;
      m!.into((io as never as { m: never }).m);
      for (const other of others) other.ready.set(true);
    },
  )();
  return { row: `\`${row}\``, name: make.toString().replace(/^.*=> /s, ''), circuit, facts: facts!, names, needs };
}

const slow = clock({ name: 'slow' });

/** A constant for each byte. */
const bytes = Array.from({ length: 256 }, (_, i) => (i * 167 + 13) & 255);

/** Every combinator, as the documentation lists them. */
export const catalogue: readonly Entry[] = [
  entry('map(fn)', ({ s }) => s.map(x => x.not())),
  entry('map(fn, { stages })', ({ s }) => s.map(x => x.not(), { stages: 1 }), { names: { stages: 1 } }),
  entry('map(fn, { stages })', ({ s }) => s.map(x => x.not(), { stages: 4 }), { names: { stages: 4 } }),
  entry('table(type, values, { latency })', ({ s }) => s.table(u8, bytes), { names: { latency: 1 } }),
  entry('table(type, values, { latency })', ({ s }) => s.table(u8, bytes, { latency: 2 }), { names: { latency: 2 } }),
  entry('filter(fn)', ({ s }) => s.filter(x => x.bit(0).not())),
  entry('take(n)', ({ s }) => s.lastEvery(4).take(3), { last: true }),
  entry('take(n)', ({ s }) => s.take(100)),
  entry('repeat(n)', ({ s }) => s.repeat(3)),
  entry('monitor(read)', ({ s }) => s.monitor(() => {})),
  entry('into(sink)', ({ s }) => s),
  entry('skid()', ({ s }) => s.skid()),
  entry('regValid()', ({ s }) => s.regValid()),
  entry('regReady()', ({ s }) => s.regReady()),
  entry('pipe(stages)', ({ s }) => s.pipe(3), { names: { stages: 3 } }),
  entry('fifo(1)', ({ s }) => s.fifo(1)),
  entry('fifo(depth)', ({ s }) => s.fifo(2)),
  entry('fifo(depth)', ({ s }) => s.fifo(3)),
  entry('fifo(depth)', ({ s }) => s.fifo(64)),
  entry('fifo(depth)', ({ s }) => s.fifo(5, { style: 'registers' })),
  entry("fifo(depth, { style: 'block' })", ({ s }) => s.fifo(2, { style: 'block' })),
  entry("fifo(depth, { style: 'block' })", ({ s }) => s.fifo(65)),
  entry('batch(depth)', ({ s }) => s.lastEvery(4).batch(8), { last: true, needs: 4 }),
  entry('cross(domain, depth)', ({ s }) => s.cross(slow, 8), { domain: slow }),
  entry('fork(n)', ({ s }) => s.fork(2)),
  entry('zip({ a, b })`, `a.zip(b, fn)', ({ s, b }) => zip({ s, b }).map(x => x.s.xor(x.b)), { inputs: ['s', 'b'] }),
  entry('arbiter([a, b], { policy })', ({ s, b }) => arbiter([s, b]), { inputs: ['s', 'b'] }),
  entry('arbiter([a, b], { policy })', ({ s, b }) => arbiter([s, b], { policy: 'priority' }), { inputs: ['s', 'b'] }),
  entry('which.mux([a, b])', ({ which, s, b }) => which.mux([s, b]), { inputs: ['which', 's', 'b'] }),
  entry('demux(which, n)', ({ which, s }) => s.demux(which, 2), { inputs: ['which', 's'] }),
  entry('route(n, fn)', ({ s }) => s.route(2, x => x.bit(0))),
  entry('widen(n, { partial })', ({ s }) => s.widen(4), { to: vec(u8, 4), names: { n: 4 }, needs: 4 }),
  entry('narrow()', ({ s }) => (s as never as Stream<ReturnType<typeof vec<UIntType<8>>>>).narrow(), {
    from: vec(u8, 3),
    to: u8,
  }),
  ...(
    [
      [3, 2],
      [2, 3],
      [4, 1],
      [5, 8],
    ] as const
  ).map(([n, m]) =>
    entry(
      'gearbox(m, { partial })',
      ({ s }) => (s as never as Stream<ReturnType<typeof vec<UIntType<8>>>>).gearbox(m),
      {
        from: vec(u8, n),
        to: vec(u8, m),
        names: { n, m },
        needs: Math.ceil(m / n),
      },
    ),
  ),
  entry(
    'credit(depth, path)',
    ({ s }) =>
      s.credit(8, ({ payload, valid }) => ({
        payload: delay(payload, 4),
        valid: delay(valid, 4, { init: false }),
      })),
    { names: { path: 4 } },
  ),
  entry('reorder(depth, path)', ({ s }) => s.reorder(8, tagged => tagged.map(x => x, { stages: 3 })), {
    names: { path: 3 },
  }),
  ...(
    [
      [{ rows: 2, cols: 2, width: 4, height: 3, pad: 'zero' }, 12],
      [{ rows: 3, cols: 2, width: 5, height: 4, pad: 'none', stride: 2 }, 2],
      [{ rows: 3, cols: 3, width: 4, height: 3, pad: 'reflect', dilation: { rows: 1, cols: 2 } }, 12],
      [{ rows: 5, cols: 5, width: 5, height: 4, pad: 'replicate', stride: { rows: 2, cols: 1 } }, 10],
    ] as const
  ).map(([shape, windows]) =>
    entry(
      'window({ rows, cols, width, height, pad })',
      ({ s }) => s.window(shape).map(w => w.at(0).at(0).xor(w.at(1).at(1))),
      { names: { pixels: shape.width * shape.height, windows } },
    ),
  ),
  entry(
    'window({ rows, cols, width, height, pad })',
    ({ s }) =>
      (s as never as Stream<ReturnType<typeof vec<UIntType<8>>>>)
        .window({ rows: 3, cols: 3, width: 6, height: 3, pad: 'replicate', pixels: 2 })
        .map(pair => [pair.at(0).at(0).at(0), pair.at(1).at(2).at(2)]),
    { from: vec(u8, 2), names: { pixels: 18, windows: 18 } },
  ),
  entry(
    'lineBuffer({ rows, width, height, pad })',
    ({ s }) => s.lineBuffer({ rows: 2, width: 4, height: 3, pad: 'zero' }).map(w => w.at(0)),
    { names: { pixels: 12, windows: 12 } },
  ),
  entry('upsample({ rows, cols, width })', ({ s }) => s.upsample({ rows: 2, cols: 3, width: 5 })),
  entry('upsample({ rows, cols, width })', ({ s }) => s.upsample({ rows: 1, cols: 2, width: 4 })),
  entry(
    'tile({ rows, cols, halo, beyond, width, height })',
    ({ s }) => s.tile({ rows: 2, cols: 3, width: 6, height: 4 }),
    { needs: 12 },
  ),
  ...(['zero', 'replicate', 'reflect'] as const).map(beyond =>
    entry(
      'tile({ rows, cols, halo, beyond, width, height })',
      ({ s }) => s.tile({ rows: 2, cols: 2, halo: 1, beyond, width: 4, height: 6 }),
      { needs: 12 },
    ),
  ),
  entry('transpose(rows, cols)', ({ s }) => s.transpose(3, 4), { needs: 12 }),
  entry('transpose(rows, cols)', ({ s }) => s.transpose(4, 2), { needs: 8 }),
  entry('lastEvery(n)', ({ s }) => s.lastEvery(3), { last: true }),
  entry('withoutLast()', ({ s }) => s.lastEvery(3).withoutLast()),
];
