import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Value } from '../../../backend-sim/index.js';
import { lint, type Vector, verilog } from '../../../backend-verilog/index.js';
import { designOf } from '../../../dsl/index.js';
import { firstDifference } from '../../backend-verilog/reread/compare.js';
import { reread } from '../../backend-verilog/reread/reread.js';
import { exercise, masters, type Spec } from './bench.js';

const agreement = suite('AXI masters in Verilog');

const spec: Spec = { dataBits: 32, burst: 4, outstanding: 2, version: 'axi3', idBits: 2, id: 1 };
const { ports } = masters(spec)[designOf].modules[0]!;

/** All bits of a value, lane 0 lowest. */
const bitsOf = (value: Value, width: number): bigint =>
  Array.isArray(value)
    ? value.reduceRight<bigint>((bits, lane) => (bits << BigInt(width)) | bitsOf(lane as Value, width), 0n)
    : BigInt.asUintN(width, BigInt(value as bigint));

const place = fc.record({ address: fc.nat(0x300), bytes: fc.nat(40) });
const commands = fc.array(place, { minLength: 2, maxLength: 4 });

agreement(
  'the interpreter, the compiled simulator and Verilog as Yosys reads it do the same in every cycle',
  async () => {
    const { files } = verilog(masters(spec));
    assert.equal(await lint(files), []);
    const run = (engine: 'wasm' | 'interpreter', reads: never[], writes: never[], seed: number): Vector[] => {
      const cycles: Vector[] = [];
      exercise(
        spec,
        { reads, writes },
        { latency: [1, 9], stall: 0.2, errors: [{ from: 0x80, bytes: 64 }] },
        {
          ...{ engine, seed, stall: 0.3, fill: 0x400 },
          watch: sim => {
            const values = (dir: 'in' | 'out') =>
              Object.fromEntries(
                ports
                  .filter(port => port.dir === dir)
                  .map(({ name, path, width }) => [name, bitsOf(sim.peekBig(path.join('.')), width)]),
              );
            cycles.push({ inputs: values('in'), outputs: values('out'), clocks: ['clk'] });
          },
        },
      );
      return cycles;
    };
    const samples = fc.sample(fc.tuple(commands, commands), { numRuns: 2, seed: 9 });
    const machines = await reread(samples.map((_, i) => ({ top: 'masters', files: i === 0 ? files : [] })));
    for (const [seed, [reads, writes]] of samples.entries()) {
      const expected = run('interpreter', reads as never[], writes as never[], seed);
      assert.ok(expected.length > 30);
      assert.equal(run('wasm', reads as never[], writes as never[], seed), expected);
      assert.is(firstDifference(machines[seed]!, expected), undefined);
    }
  },
);

agreement.run();
