import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { i16, type Stream, streamIn, streamOut, type UIntType, u8, uint } from '../../../dsl/index.js';
import { bytes, flow, gives, isFullSpeed, pour, reportRow, streamOf, weathers } from './rig.js';

const test = suite('combinators');

type Bytes = Stream<UIntType<8>>;

/** Every combinator that hands on what it gets, with the paths that it promises. */
const plain: Record<string, { readonly make: (s: Bytes) => Bytes; readonly latency: number; readonly cut: string }> = {
  'map without stages': { make: s => s.map(x => x), latency: 0, cut: '' },
  'map with 1 stage': { make: s => s.map(x => x, { stages: 1 }), latency: 1, cut: 'valid' },
  'map with 4 stages': { make: s => s.map(x => x, { stages: 4 }), latency: 4, cut: 'valid' },
  regValid: { make: s => s.regValid(), latency: 1, cut: 'valid' },
  regReady: { make: s => s.regReady(), latency: 0, cut: 'ready' },
  skid: { make: s => s.skid(), latency: 1, cut: 'valid ready' },
  'fifo of 1': { make: s => s.fifo(1), latency: 1, cut: 'valid' },
  'fifo of 2': { make: s => s.fifo(2), latency: 1, cut: 'valid ready' },
  'fifo of 3': { make: s => s.fifo(3), latency: 1, cut: 'valid ready' },
  'fifo of 8': { make: s => s.fifo(8), latency: 1, cut: 'valid ready' },
  'fifo of 2 in block RAM': { make: s => s.fifo(2, { style: 'block' }), latency: 2, cut: 'valid ready' },
  'fifo of 3 in block RAM': { make: s => s.fifo(3, { style: 'block' }), latency: 2, cut: 'valid ready' },
  'fifo of 70': { make: s => s.fifo(70), latency: 2, cut: 'valid ready' },
  'a chain': {
    make: s =>
      s
        .regReady()
        .map(x => x, { stages: 2 })
        .fifo(4)
        .skid(),
    latency: 4,
    cut: 'valid ready',
  },
};

for (const [name, { make, latency, cut }] of Object.entries(plain)) {
  let facts: Bytes['facts'];
  const circuit = flow({ s: streamIn(u8), m: streamOut(u8) }, io => {
    const result = make(io.s);
    facts = result.facts;
    result.into(io.m);
  });

  test(`${name} hands on every element, whoever stalls`, () => {
    fc.assert(
      fc.property(fc.array(fc.nat(255), { maxLength: 40 }), weathers, (data, weather) => {
        gives(circuit, { s: data }, { m: data }, weather);
      }),
      { numRuns: 15 },
    );
  });

  test(`${name} runs at full speed`, () => {
    assert.is(streamOf(circuit, 'm').latency, latency);
    isFullSpeed(circuit, { s: bytes(90) }, 'm', 90);
  });

  test(`${name} keeps its word on the paths`, () => {
    const [, , , ...columns] = reportRow(circuit, 'm');
    assert.is(facts.validPath === 'registered', cut.includes('valid'));
    assert.is(facts.readyPath === 'registered', cut.includes('ready'));
    assert.is(columns.includes('s'), !cut.includes('valid'));
    assert.is(reportRow(circuit, 's').includes('m'), !cut.includes('ready'));
  });
}

test('a map may return arrays and objects', () => {
  const circuit = flow({ s: streamIn(u8), m: streamOut(uint(9)) }, io => {
    io.s
      .map(x => ({ both: [x, x.add(1)], half: x.shr(1) }))
      .map(({ both, half }) => both.at(1).subWrap(half.extend(9)))
      .into(io.m);
  });
  gives(circuit, { s: [0, 10, 255] }, { m: [1, 6, 129] });
});

test('elements of an array are extended to the widest', () => {
  const circuit = flow({ s: streamIn(u8), m: streamOut(i16) }, io => {
    io.s
      .map(x => [x.toSInt(), x.toSInt().mul(-100).trunc(16)])
      .map(([...v]) => v[0]!.addWrap(v[1]!))
      .into(io.m);
  });
  gives(circuit, { s: [3] }, { m: [-297] });
});

test('a filter drops what it should, and has no latency', () => {
  const circuit = flow({ s: streamIn(u8), m: streamOut(u8) }, io => io.s.filter(x => x.bit(0)).into(io.m));
  assert.is(streamOf(circuit, 'm').latency, undefined);
  fc.assert(
    fc.property(fc.array(fc.nat(255), { maxLength: 40 }), weathers, (data, weather) => {
      const odd = data.filter(x => x % 2 === 1);
      gives(circuit, { s: data }, { m: odd }, weather);
    }),
    { numRuns: 20 },
  );
});

test('marks of packets go along', () => {
  const circuit = flow({ s: streamIn(u8, { last: true }), m: streamOut(u8, { last: true }) }, io => {
    const [a, b] = io.s
      .map(x => x, { stages: 2 })
      .skid()
      .regReady()
      .regValid()
      .fifo(3)
      .fifo(80)
      .fork(2);
    a!.zip(b!, (x, _) => x).into(io.m);
  });
  const data = bytes(30);
  fc.assert(
    fc.property(weathers, weather => {
      const { last } = pour(circuit, { s: data }, { m: 30 }, weather);
      assert.equal(
        last.m,
        data.map((_, i) => i === 29),
      );
    }),
    { numRuns: 10 },
  );
});

test('marks can be made and dropped', () => {
  const circuit = flow({ s: streamIn(u8, { last: true }), m: streamOut(u8, { last: true }) }, io => {
    io.s.withoutLast().lastEvery(3).into(io.m);
  });
  const { last } = pour(circuit, { s: bytes(7) }, { m: 7 }, { source: 0.5, sink: 0.5, seed: 3 });
  assert.equal(last.m, [false, false, true, false, false, true, false]);
});

test.run();
