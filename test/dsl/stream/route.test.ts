import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { arbiter, bool, streamIn, streamOut, u8, uint } from '../../../dsl/index.js';
import { errorsOf } from '../rig.js';
import { ends, packets, pourPackets } from './packets.js';
import { bytes, flow, gives, pour, weathers } from './rig.js';

const test = suite('mux, demux and route');

const marked = { last: true };
const outs = (last = false) => ({ x: streamOut(u8, { last }), y: streamOut(u8, { last }), z: streamOut(u8, { last }) });
const which = fc.array(fc.nat(2), { maxLength: 20 });

test('mux: each choice takes one element of the stream that it names', () => {
  const ports = { w: streamIn(uint(2)), a: streamIn(u8), b: streamIn(u8), c: streamIn(u8), m: streamOut(u8) };
  const circuit = flow(ports, io => io.w.mux([io.a, io.b, io.c]).into(io.m));
  fc.assert(
    fc.property(which, weathers, (w, weather) => {
      const inputs = [bytes(20, 1), bytes(20, 2), bytes(20, 3)];
      const at = [0, 0, 0];
      const m = w.map(i => inputs[i]![at[i]!++]);
      const [a, b, c] = inputs.map((input, i) => input.slice(0, at[i]));
      gives(circuit, { w, a: a!, b: b!, c: c! }, { m }, weather);
    }),
    { numRuns: 25, seed: 1 },
  );
});

test('demux: each element goes where the choice beside it says', () => {
  const circuit = flow({ w: streamIn(uint(2)), s: streamIn(u8), ...outs() }, io => {
    const [x, y, z] = io.s.demux(io.w, 3);
    x!.into(io.x);
    y!.into(io.y);
    z!.into(io.z);
  });
  fc.assert(
    fc.property(which, weathers, (w, weather) => {
      const s = bytes(w.length);
      const [x, y, z] = [0, 1, 2].map(i => s.filter((_, k) => w[k] === i));
      gives(circuit, { w, s }, { x: x!, y: y!, z: z! }, weather);
    }),
    { numRuns: 25, seed: 2 },
  );
});

test('route: each element goes where it says itself', () => {
  const circuit = flow({ s: streamIn(u8), x: streamOut(u8), y: streamOut(u8) }, io => {
    const [x, y] = io.s.route(2, s => s.bit(0));
    x!.into(io.x);
    y!.into(io.y);
  });
  fc.assert(
    fc.property(fc.array(fc.nat(255), { maxLength: 30 }), weathers, (s, weather) => {
      gives(circuit, { s }, { x: s.filter(v => v % 2 === 0), y: s.filter(v => v % 2 === 1) }, weather);
    }),
    { numRuns: 25, seed: 3 },
  );
});

test('packets go as a whole, by one choice or by their first element', () => {
  const byChoice = flow({ w: streamIn(uint(2)), s: streamIn(u8, marked), ...outs(true) }, io => {
    const [x, y, z] = io.s.demux(io.w, 3);
    x!.into(io.x);
    y!.into(io.y);
    z!.into(io.z);
  });
  const byFirst = flow({ s: streamIn(u8, marked), ...outs(true) }, io => {
    const [x, y, z] = io.s.route(3, s => s.bits(1, 0).min(2));
    x!.into(io.x);
    y!.into(io.y);
    z!.into(io.z);
  });
  fc.assert(
    fc.property(packets(), weathers, (s, weather) => {
      const w = s.map(([first]) => Math.min(first! & 3, 2));
      const parts = [0, 1, 2].map(i => s.filter((_, k) => w[k] === i));
      const [x, y, z] = parts.map(part => part.flat().length);
      const expect = { x: x!, y: y!, z: z! };
      for (const { data } of [
        pourPackets(byChoice, { s }, expect, weather, { w }),
        pourPackets(byFirst, { s }, expect, weather),
      ])
        assert.equal([data.x, data.y, data.z], parts);
    }),
    { numRuns: 20, seed: 4 },
  );
});

test('mux: a choice serves a whole packet', () => {
  const ports = { w: streamIn(bool), a: streamIn(u8, marked), b: streamIn(u8, marked), m: streamOut(u8, marked) };
  const circuit = flow(ports, io => io.w.mux([io.a, io.b]).into(io.m));
  fc.assert(
    fc.property(packets(), packets(), fc.integer(), weathers, (a, b, mix, weather) => {
      const queues = [[...a], [...b]];
      const w: boolean[] = [];
      const m: (readonly number[])[] = [];
      for (let bits = mix; queues.flat().length > 0; bits = (bits * 5 + 3) | 0) {
        const from = queues[(bits >> 4) & 1]!.length > 0 ? (bits >> 4) & 1 : 1 - ((bits >> 4) & 1);
        w.push(from === 1);
        m.push(queues[from]!.shift()!);
      }
      const { data } = pourPackets(circuit, { a, b }, { m: m.flat().length }, weather, { w });
      assert.equal(data.m, m);
    }),
    { numRuns: 20, seed: 5 },
  );
});

test('one stream to choose from', () => {
  const circuit = flow({ w: streamIn(uint(1)), v: streamIn(uint(1)), s: streamIn(u8), x: streamOut(u8) }, io => {
    io.v.mux(io.s.demux(io.w, 1)).into(io.x);
  });
  const zeros = [0, 0, 0, 0];
  gives(circuit, { w: zeros, v: zeros, s: bytes(4) }, { x: bytes(4) }, { source: 0.5, sink: 0.5, seed: 2 });
});

test('one element per cycle', () => {
  const circuit = flow({ s: streamIn(u8), m: streamOut(u8) }, io =>
    arbiter(io.s.route(4, x => x.bits(1, 0))).into(io.m),
  );
  assert.is(pour(circuit, { s: bytes(40) }, { m: 40 }).cycles, 40);
});

test('a choice that names no stream is found in simulation', () => {
  const circuit = flow({ w: streamIn(uint(2)), s: streamIn(u8), ...outs() }, io => {
    const [x, y, z] = io.s.demux(io.w, 3);
    x!.into(io.x);
    y!.into(io.y);
    z!.into(io.z);
  });
  assert.throws(
    () => pour(circuit, { w: [3], s: [1] }, { x: 1, y: 0, z: 0 }),
    /demux: w chooses a stream that is not among the 3/,
  );
});

test('HW012: a number or a Bool chooses', () => {
  const build = () =>
    flow({ s: streamIn(u8), x: streamOut(u8) }, io => io.s.route(2, s => s.asSInt() as never)[0]!.into(io.x));
  assert.match(errorsOf(build)[0]!, /^HW012 route: .* chooses among 2 streams/);
  assert.equal(ends([[1, 2], [3]]), [false, true, true]);
});

test.run();
