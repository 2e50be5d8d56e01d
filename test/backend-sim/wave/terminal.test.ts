import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Signal } from '../../../backend-sim/index.js';
import { drawWaves } from '../../../backend-sim/wave/terminal.js';
import type { Trace } from '../../../backend-sim/wave/trace.js';
import type { Format } from '../../../dsl/ir/index.js';
import { golden } from '../../golden.js';

const waves = suite('terminal waves');

interface Row {
  readonly name: string;
  readonly width: number;
  readonly format: Format;
  readonly values: readonly (bigint | readonly bigint[])[];
}

function traceOf(rows: readonly Row[], clocks: readonly string[] = [], edges: readonly number[] = []): Trace {
  const lanes = (value: bigint | readonly bigint[]): readonly bigint[] => (typeof value === 'bigint' ? [value] : value);
  return {
    signals: rows.map(
      ({ name, width, format, values }): Signal => ({
        path: name.split('.'),
        kind: 'wire',
        width,
        lanes: lanes(values[0]!).length,
        format,
      }),
    ),
    columns: rows[0]!.values.map((_, i) => ({
      label: String(i + 98),
      edges: edges[i] ?? 0,
      values: rows.map(({ values }) => lanes(values[i]!)),
    })),
    clocks,
  };
}

const bits = (text: string): bigint[] => [...text].map(digit => BigInt(digit));
const valid: Row = { name: 's_axis_tvalid', width: 1, format: { kind: 'bool' }, values: bits('0011101') };
const state: Row = {
  name: 'state',
  width: 2,
  format: { kind: 'enum', name: 'state', cases: ['idle', 'run', 'stop'] },
  values: bits('0011123'),
};
const gain: Row = {
  name: 'u_mixer.gain',
  width: 8,
  format: { kind: 'fixed', signed: true, frac: 4 },
  values: [8n, 8n, 8n, 8n, 248n, 248n, 0n],
};
const count: Row = { name: 'count', width: 8, format: { kind: 'uint' }, values: bits('0123456') };
const taps: Row = {
  name: 'taps',
  width: 4,
  format: { kind: 'sint' },
  values: [0n, 0n, 0n, 1n, 1n, 2n, 2n].map(lane => [lane, 15n]),
};
const address: Row = {
  name: 'address',
  width: 64,
  format: { kind: 'uint' },
  values: [0n, 0n, 0xdeadbeefn, 0xdeadbeefn, 0xdeadbeefn, 1n << 60n, 1n << 60n],
};

waves('lines, boxes, cases, fixed point, vectors and wide numbers', () => {
  golden('waves/kinds.txt', `${drawWaves(traceOf([valid, state, gain, count, taps, address]))}\n`);
});

waves('what does not fit goes on below', () => {
  golden('waves/narrow.txt', `${drawWaves(traceOf([valid, state, count]), 40)}\n`);
});

waves('several clocks mark their edges', () => {
  golden('waves/clocks.txt', `${drawWaves(traceOf([count], ['wr', 'rd'], [1, 2, 1, 3, 1, 2, 1]))}\n`);
});

waves('without a cycle it says so', () => {
  assert.is(drawWaves({ signals: [], columns: [], clocks: [] }), 'no cycles yet');
});

waves('no line is longer than asked, and every value that a box has room for is shown', () => {
  const row = fc.record({
    name: fc.stringMatching(/^[a-z]{1,12}(\.[a-z]{1,30})?$/),
    width: fc.constant(16),
    format: fc.constant<Format>({ kind: 'uint' }),
    values: fc.array(fc.bigInt(0n, 65535n), { minLength: 12, maxLength: 12 }),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), fc.integer({ min: 50, max: 150 }), (rows, width) => {
      const text = drawWaves(traceOf(rows), width);
      for (const line of text.split('\n')) assert.ok(line.length <= width, line);
      for (const { values } of rows) for (const value of values) assert.ok(text.includes(`│${value}`));
    }),
    { numRuns: 60 },
  );
});

waves.run();
