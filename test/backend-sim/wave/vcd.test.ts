import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { input, module, output, uint } from 'grace-hdl';
import { simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { golden } from '../../golden.js';
import { counter } from '../cases/counter.js';
import { mixed } from '../cases/mixed.js';
import { twoClocks } from '../cases/two-clocks.js';
import { readVcd } from './read-vcd.js';

const vcd = suite('vcd');
const folder = mkdtempSync(join(tmpdir(), 'grace-vcd-'));
vcd.after(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'out.vcd');
const text = (): string => readFileSync(file, 'utf8');

vcd('hierarchy, vectors, cases and fixed point, with the names of the Verilog', () => {
  const sim = simulate(mixed());
  const recording = sim.vcd(file);
  sim.poke('state', 'run');
  sim.poke('gain', -0.5);
  sim.step(2);
  sim.poke('taps', [1, -1]);
  sim.poke('state', 'idle');
  sim.step();
  recording.close();
  golden('waves/mixed.vcd', text());
});

vcd('only what is asked for, from a cycle on, for some cycles', () => {
  const sim = simulate(mixed());
  sim.poke('state', 'run');
  const recording = sim.vcd(file, { only: ['mixed.left.*', 'cou*'], from: 3, cycles: 2 });
  sim.step(20);
  const { names, at } = readVcd(text());
  assert.equal(names, ['mixed.clk', 'mixed.count', 'mixed.left.enable', 'mixed.left.count', 'mixed.left.value'].sort());
  assert.equal(
    [...at.keys()].filter(time => at.get(time)!['mixed.clk'] === 1n),
    [25_000, 35_000, 45_000],
  );
  assert.is(at.get(45_000)!['mixed.count'], 5n);
  recording.close();
});

vcd('several clocks run at their own pace', () => {
  const sim = simulate(twoClocks(), { clocks: { slow: { period: 24, phase: 3 } } });
  const recording = sim.vcd(file);
  sim.step(6);
  recording.close();
  golden('waves/clocks.vcd', text());
});

vcd('what was peeked in every cycle stands in the file', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 3 })), { maxLength: 12 }), pokes => {
      const sim = simulate(counter({ width: 8 }));
      const recording = sim.vcd(file);
      const seen: [number, number, boolean][] = [];
      for (const [enable, cycles] of pokes) {
        sim.poke('enable', enable);
        seen.push([sim.time * 1000, Number(sim.peek('count')), enable]);
        sim.step(cycles);
      }
      recording.close();
      const { at } = readVcd(text());
      for (const [time, count, enable] of seen) {
        assert.is(at.get(time)!['counter.count'], BigInt(count));
        assert.is(at.get(time)!['counter.enable'], BigInt(enable));
      }
    }),
    { numRuns: 40 },
  );
});

vcd('cycles that are over can be recorded as if they had been from the start', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), fc.nat(12), (enables, last) => {
      const sim = simulate(counter({ width: 8 }));
      let from = 0;
      const all = sim.vcd(join(folder, 'all.vcd'));
      enables.forEach((enable, i) => {
        sim.poke('enable', enable);
        if (i === Math.max(0, enables.length - last)) from = sim.time * 1000;
        sim.step();
      });
      if (last === 0) from = sim.time * 1000;
      sim.vcd(file, { last }).close();
      all.close();
      const whole = readVcd(readFileSync(join(folder, 'all.vcd'), 'utf8')).at;
      const part = readVcd(text()).at;
      assert.equal(
        [...part],
        [...whole].filter(([time]) => time >= from),
      );
    }),
    { numRuns: 30 },
  );
});

vcd('the file appears when it is complete, and not before', () => {
  const late = join(folder, 'late.vcd');
  const sim = simulate(counter({ width: 8 }));
  const recording = sim.vcd(late);
  sim.step(3);
  assert.not(existsSync(late));
  recording.close();
  assert.ok(existsSync(late));
  assert.equal(
    readdirSync(folder).filter(name => name.endsWith('.part')),
    [],
  );
});

vcd('a pattern that chooses nothing is a slip', () => {
  const sim = simulate(counter({ width: 8 }));
  assert.throws(
    () => sim.vcd(file, { only: ['count', 'enabel'] }),
    /no signal of 'counter' matches 'enabel'.*'enable'/,
  );
  assert.throws(() => sim.waves({ only: 'u_*' }), /no signal of 'counter' matches 'u_\*'/);
});

vcd('a folder that is not there is told by its name', () => {
  assert.throws(
    () => simulate(counter({ width: 8 })).vcd(join(folder, 'no', 'x.vcd')),
    /cannot write .*no\/x\.vcd: ENOENT/,
  );
});

vcd('a design without a clock and of any width can be recorded', () => {
  const wide = module(
    'wide',
    () => ({ a: input(uint(200)), b: output(uint(200)) }),
    io => io.b.set(io.a),
  );
  const sim = simulate(wide());
  const recording = sim.vcd(file);
  sim.poke('a', (1n << 199n) + 5n);
  sim.step();
  recording.close();
  assert.is(readVcd(text()).at.get(0)!['wide.b'], (1n << 199n) + 5n);
});

vcd.run();
