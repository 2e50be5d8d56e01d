import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  never,
  pattern,
  random,
  type SimulateOptions,
  type StallOption,
  simulate,
} from '../../../backend-sim/index.js';
import { pipe } from './pipe.js';

const run = suite('run');
const folder = mkdtempSync(join(tmpdir(), 'grace-run-'));
run.after(() => rmSync(folder, { recursive: true }));

const stall: fc.Arbitrary<StallOption> = fc.oneof(
  fc.constant(never),
  fc.double({ min: 0, max: 0.9, noNaN: true }).map(p => random(p)),
  fc.tuple(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.integer()).map(([p, seed]) => random(p, seed)),
  fc.array(fc.boolean(), { maxLength: 6 }).map(cycles => pattern(`${cycles.map(x => (x ? 'x' : '-')).join('')}-`)),
);
const engine = fc.constantFrom<NonNullable<SimulateOptions['engine']>>('wasm', 'interpreter');

run('whatever the stalls, what goes in comes out, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(255), { maxLength: 40 }), stall, stall, engine, (data, s, m, engine) => {
      const sim = simulate(pipe(), { engine });
      const out = sim.run({ s: data }, { expect: { m: data.length }, stall: { s, m } });
      assert.equal([...(out.m as Uint8Array)], data);
    }),
    { numRuns: 60 },
  );
});

run('both engines take the same number of cycles', () => {
  fc.assert(
    fc.property(fc.nat(50), stall, stall, fc.integer(), (count, s, m, seed) => {
      const [a, b] = (['wasm', 'interpreter'] as const).map(engine =>
        simulate(pipe(), { engine, seed }).transfer(
          { s: Array.from({ length: count }, (_, i) => i) },
          { expect: { m: count }, stall: { s, m } },
        ),
      );
      assert.equal(a, b);
    }),
    { numRuns: 40 },
  );
});

run('runs of one simulator, with all kinds of stalls, do not disturb each other', () => {
  const one = fc.tuple(fc.array(fc.nat(255), { maxLength: 20 }), stall, stall);
  fc.assert(
    fc.property(fc.array(one, { maxLength: 6 }), engine, (runs, engine) => {
      const sim = simulate(pipe(), { engine });
      for (const [data, s, m] of runs) {
        const out = sim.run({ s: data }, { expect: { m: data.length }, stall: { s, m } });
        assert.equal([...(out.m as Uint8Array)], data);
      }
    }),
    { numRuns: 40 },
  );
});

run('recording a run changes nothing', () => {
  fc.assert(
    fc.property(fc.nat(30), stall, stall, engine, (count, s, m, engine) => {
      const feed = { s: Array.from({ length: count }, (_, i) => i) };
      const options = { expect: { m: count }, stall: { s, m } };
      const plain = simulate(pipe(), { engine });
      const watched = simulate(pipe(), { engine });
      const recording = watched.vcd(join(folder, 'run.vcd'));
      assert.equal(watched.transfer(feed, options), plain.transfer(feed, options));
      assert.is(watched.cycle, plain.cycle);
      recording.close();
    }),
    { numRuns: 15 },
  );
});

run('a full stream takes one cycle per transfer and one for the register', () => {
  const { cycles } = simulate(pipe()).transfer({ s: new Uint8Array(100) }, { expect: { m: 100 } });
  assert.is(cycles, 101);
});

run('marks the end of packets as told, and tells those that come out', () => {
  const sim = simulate(pipe());
  const send = (last?: number | boolean[]) =>
    sim.transfer({ s: [1, 2, 3, 4] }, { expect: { m: 4 }, ...(last && { last: { s: last } }) }).last.m;
  assert.equal(send(), [false, false, false, true]);
  assert.equal(send(2), [false, true, false, true]);
  assert.equal(send([true, false, false, false]), [true, false, false, false]);
});

run('a run that is stuck tells which stream waits for what, and since when', () => {
  const sim = simulate(pipe());
  sim.step(5);
  assert.throws(
    () => sim.run({ s: [1, 2, 3] }, { expect: { m: 5 }, timeout: 1000 }),
    (error: Error) => {
      assert.is(
        error.message,
        [
          'the run did not end within 1000 cycles',
          '  m: 3 of 5 received, valid=0 ready=1 since cycle 9',
          '  s: 3 of 3 sent',
          '  help: nothing moves any more; sim.waves() shows the last cycles',
        ].join('\n'),
      );
      return true;
    },
  );
  assert.throws(
    () => sim.run({ s: [1, 2, 3] }, { timeout: 1000 }),
    /s: 1 of 3 sent, valid=1 ready=0 since cycle 1006\n {2}m: not in \{ expect \}, so never ready\n/,
  );
});

run('a run that is only slow is told from one that is stuck', () => {
  assert.throws(
    () => simulate(pipe()).run({ s: new Uint8Array(100) }, { expect: { m: 100 }, timeout: 50 }),
    /still move; raise \{ timeout \}/,
  );
});

const wrong: Readonly<Record<string, [() => unknown, RegExp]>> = {
  'an unknown stream': [() => simulate(pipe()).run({ t: [] }), /no stream 't' in 'pipe'. Did you mean 's'/],
  'an output as an input': [() => simulate(pipe()).run({ m: [] }), /'m' is an output/],
  'a payload that does not fit': [() => simulate(pipe()).run({ s: [1, 256] }), /s\[1\]: 256 does not fit uint\(8\)/],
  'a payload of another form': [() => simulate(pipe()).run({ s: [{ a: 1 }] }), /s\[0\]: an object with a is no value/],
  'ends of an unknown stream': [() => simulate(pipe()).run({ s: [] }, { last: { t: 2 } }), /no stream 't' in 'pipe'/],
  'ends at no whole number': [
    () => simulate(pipe()).run({ s: [1] }, { last: { s: 0 } }),
    /'s' ends a packet every 0 t/,
  ],
  'ends by their numbers': [
    () => simulate(pipe()).run({ s: [1, 2, 3] }, { last: { s: [0, 2] as never } }),
    /^last: stream 's' wants true or false for each of its 3 transfers, or/,
  ],
  'stalls of an unknown stream': [
    () => simulate(pipe()).run({ s: [1] }, { stall: { n: random(0.5) } }),
    /stall: there is no stream 'n' in 'pipe'/,
  ],
  'no array': [() => simulate(pipe()).run({ s: 3 as never }), /s: 3 where an array/],
  'half a vector': [() => simulate(pipe('uint<8>[2]')).run({ s: new Uint8Array(3) }), /3 numbers .* 2 lanes/],
  'a short vector': [() => simulate(pipe('uint<8>[2]')).run({ s: [[1]] }), /s\[0\]: an array of 1 where 2 elements/],
  'a certain stall': [() => random(1), /0 to below 1/],
  'a pattern without an end': [() => pattern('xx'), /'-' for a cycle that goes/],
};
for (const [name, [act, message]] of Object.entries(wrong)) run(`refuses ${name}`, () => assert.throws(act, message));

run.run();
