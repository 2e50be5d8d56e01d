import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../backend-sim/compile/index.js';
import { interpret } from '../../../backend-sim/interpret/index.js';
import { i8, input, lanewise, lit, output, type SInt, sint, uint, type Vec, vec } from '../../../dsl/index.js';
import { circuitOf, rig } from '../../dsl/rig.js';

/** Weights of each tap for every lane, and the taps. */
const cases = fc
  .record({
    taps: fc.integer({ min: 1, max: 9 }),
    lanes: fc.integer({ min: 4, max: 11 }),
    bits: fc.constantFrom(1, 8, 14, 15, 16),
  })
  .chain(({ taps, lanes, bits }) =>
    fc.record({
      bits: fc.constant(bits),
      weights: fc.array(fc.array(fc.integer({ min: -128, max: 127 }), { minLength: lanes, maxLength: lanes }), {
        minLength: taps,
        maxLength: taps,
      }),
      values: fc.array(fc.integer({ min: 0, max: 2 ** bits - 1 }), { minLength: taps, maxLength: taps }),
    }),
  );

test('sums of single values times constant vectors, added one after the other or in pairs', () => {
  fc.assert(
    fc.property(cases, fc.boolean(), ({ bits, weights, values }, pairs) => {
      const lanes = weights[0]!.length;
      const circuit = circuitOf(
        { x: input(vec(uint(bits), weights.length)), y: output(vec(sint(32), lanes)) },
        ({ x, y }) => {
          const products: Vec[] = weights.map((row, i) =>
            lanewise(w => x.at(i).toSInt().mul(w).extend(32), lit(vec(i8, lanes), row)),
          );
          const add = (a: Vec, b: Vec): Vec => lanewise((p, q) => (p as SInt).addWrap(q as SInt), a, b);
          const sum = (list: readonly Vec[]): Vec =>
            list.length === 1
              ? list[0]!
              : pairs
                ? add(sum(list.slice(0, list.length >> 1)), sum(list.slice(list.length >> 1)))
                : list.reduce(add);
          y.set(sum(products));
        },
      );
      const expected = Array.from({ length: lanes }, (_, lane) =>
        BigInt.asUintN(
          32,
          weights.reduce((total, row, i) => total + BigInt(row[lane]!) * BigInt(values[i]!), 0n),
        ),
      );
      for (const make of [interpret, compile]) {
        const dut = rig(circuit, make);
        dut.poke('x', values);
        assert.equal(
          dut.lanes('y').map(lane => BigInt.asUintN(32, lane)),
          expected,
        );
      }
    }),
    { numRuns: 150 },
  );
});

test.run();
