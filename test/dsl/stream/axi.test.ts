import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  axisIn,
  axisOut,
  bool,
  bundle,
  designOf,
  fixed,
  i8,
  module,
  sint,
  type Type,
  u8,
  uint,
  vec,
} from '../../../dsl/index.js';
import { flow, gives, pour, streamOf, weathers } from './rig.js';

const test = suite('axi');

const through = <T extends Type>(type: T) =>
  flow({ s_axis: axisIn(type), m_axis: axisOut(type) }, io => io.s_axis.skid().into(io.m_axis));

const portsOf = (type: Type): string[] =>
  through(type)[designOf].modules[0]!.ports.map(({ name, dir, width, lanes }) => `${dir} ${name} ${width}x${lanes}`);

test('ports have AXI names, and tdata whole bytes', () => {
  assert.equal(portsOf(vec(sint(12), 3)), [
    'in s_axis_tdata 16x3',
    'in s_axis_tvalid 1x1',
    'out s_axis_tready 1x1',
    'out m_axis_tdata 16x3',
    'out m_axis_tvalid 1x1',
    'in m_axis_tready 1x1',
  ]);
  assert.is(portsOf(uint(8))[0], 'in s_axis_tdata 8x1');
  assert.is(portsOf(bool)[0], 'in s_axis_tdata 8x1');
  assert.is(portsOf(bundle({ a: sint(3), b: vec(uint(9), 2) }))[0], 'in s_axis_tdata 40x1');
  assert.is(streamOf(through(u8), 's_axis').protocol, 'axi4s');
});

test('values of odd widths keep their sign on the way', () => {
  const circuit = flow({ s: axisIn(sint(12)), m: axisOut(sint(13)) }, io => io.s.map(x => x.neg()).into(io.m));
  const values = fc.array(fc.integer({ min: -2048, max: 2047 }), { maxLength: 20 });
  fc.assert(
    fc.property(values, weathers, (data, weather) => {
      gives(circuit, { s: data }, { m: data.map(x => -x | 0) }, weather);
    }),
    { numRuns: 20 },
  );
});

test('bundles, vectors of bundles and fixed point come out as they went in', () => {
  const type = bundle({
    on: bool,
    gain: fixed({ int: 2, frac: 3 }),
    pixels: vec(bundle({ x: sint(5), y: uint(11) }), 2),
  });
  const circuit = through(type);
  const data = [
    {
      on: true,
      gain: -1.5,
      pixels: [
        { x: -16, y: 2047 },
        { x: 15, y: 0 },
      ],
    },
    {
      on: false,
      gain: 1.875,
      pixels: [
        { x: 0, y: 1 },
        { x: -1, y: 1024 },
      ],
    },
  ];
  gives(circuit, { s_axis: data }, { m_axis: data }, { source: 0.5, sink: 0.5, seed: 3 });
});

test('tlast goes along', () => {
  const circuit = flow({ s: axisIn(u8, { last: true }), m: axisOut(u8, { last: true }) }, io =>
    io.s.fifo(4).into(io.m),
  );
  assert.ok(circuit[designOf].modules[0]!.ports.some(({ name }) => name === 'm_tlast'));
  const { last } = pour(circuit, { s: [1, 2, 3] }, { m: 3 }, { source: 0.5, sink: 0.5, seed: 3 });
  assert.equal(last.m, [false, false, true]);
});

test('instances are connected by their streams', () => {
  const half = module(
    'half',
    (_: { by: number }) => ({ s_axis: axisIn(vec(i8, 2)), m_axis: axisOut(vec(i8, 2)) }),
    (io, { by }) => {
      io.s_axis.map(v => v.map(x => x.add(by).trunc(8)), { stages: 1 }).into(io.m_axis);
    },
  );
  const circuit = flow({ s_axis: axisIn(vec(i8, 2)), m_axis: axisOut(vec(i8, 2)) }, io => {
    const [first, second] = [half({ by: 1 }), half({ by: 2 })];
    io.s_axis.into(first.s_axis);
    first.m_axis.skid().into(second.s_axis);
    second.m_axis.into(io.m_axis);
  });
  assert.is(streamOf(circuit, 'm_axis').latency, 3);
  gives(
    circuit,
    {
      s_axis: [
        [1, -2],
        [3, 4],
      ],
    },
    {
      m_axis: [
        [4, 1],
        [6, 7],
      ],
    },
    { source: 0.5, sink: 0.5, seed: 8 },
  );
});

test.run();
