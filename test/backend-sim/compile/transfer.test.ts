import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../backend-sim/compile/index.js';
import { interpret } from '../../../backend-sim/interpret/index.js';
import type { Lane, Machine, Stall } from '../../../backend-sim/machine.js';
import { bitSource } from '../../../backend-sim/random.js';
import { sizes } from '../quiet-steps.js';
import { streamDesign } from './stream-design.js';

/** Bytes of a record: three lanes of 2, one of 16, one of 1. */
const size = 3 * 2 + 16 + 1;

function records(count: number): Uint8Array {
  const draw = bitSource(count + 1);
  const data = new Uint8Array(count * size);
  const view = new DataView(data.buffer);
  for (let i = 0; i < count; i++) {
    for (let lane = 0; lane < 3; lane++) view.setUint16(i * size + lane * 2, Number(draw(10)), true);
    view.setBigUint64(i * size + 6, draw(64), true);
    view.setBigUint64(i * size + 14, draw(6), true);
    view.setUint8(i * size + 22, Number(draw(1)));
  }
  return data;
}

const stalls: fc.Arbitrary<Stall> = fc.oneof(
  fc.constant<Stall>({ kind: 'never' }),
  fc.record({
    kind: fc.constant('random' as const),
    probability: fc.constantFrom(0, 0.3, 0.5, 0.9, 1),
    seed: fc.integer({ min: 1, max: 0xffffffff }),
  }),
  fc.record({ kind: fc.constant('pattern' as const), pattern: fc.array(fc.boolean(), { maxLength: 5 }) }),
);

test('a transfer within WebAssembly is cycle for cycle that of the interpreter', () => {
  const runs = fc.array(fc.tuple(fc.nat(12), fc.nat(12), stalls, stalls, fc.nat(60)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(runs, fc.constantFrom(...sizes), (plan, clusters) => {
      const design = streamDesign();
      const parts = compile(design, { partitions: 'always', clusters });
      const machines = [interpret(design), compile(design), parts];
      const seen = machines.map(machine =>
        plan.map(([feed, collect, inStall, outStall, limit]) => {
          const data = new Uint8Array(collect * size);
          const input: Lane = { stream: 's', count: feed, stall: inStall, data: records(feed) };
          const output: Lane = { stream: 'm', count: collect, stall: outStall, data };
          const result = machine.transfer([input], [output], limit);
          return { ...result, data: [...data], signals: signalsOf(machine), events: machine.events() };
        }),
      );
      assert.equal(seen[1], seen[0]);
      assert.equal(seen[2], seen[0]);
    }),
    { numRuns: 60 },
  );
});

test('a long transfer goes through many slices', () => {
  const count = 39;
  const machine = compile(streamDesign());
  const data = new Uint8Array(count * size);
  const stall: Stall = { kind: 'pattern', pattern: [...Array<boolean>(4999).fill(true), false] };
  const input: Lane = { stream: 's', count, stall: { kind: 'never' }, data: records(count) };
  const result = machine.transfer([input], [{ stream: 'm', count, stall, data }], 1_000_000);
  assert.ok(result.complete);
  assert.equal(result.cycles, count * 5000);
  assert.equal(data, records(count));
});

const signalsOf = (machine: Machine): bigint[][] => machine.signals.map((_, signal) => machine.read(signal));

test.run();
