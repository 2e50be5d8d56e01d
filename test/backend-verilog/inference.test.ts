import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadYosys, verilog } from '../../backend-verilog/index.js';
import { type Circuit, designOf } from '../../dsl/index.js';
import * as designs from './designs.js';

type Counts = Record<string, number>;

/** What Yosys makes of memories and multipliers on 7-series, for each circuit, before it maps the rest. */
async function inferred(circuits: readonly Circuit[]): Promise<Counts[]> {
  const yosys = await loadYosys();
  const files = circuits.flatMap(circuit => verilog(circuit).files);
  const tops = circuits.map(circuit => circuit[designOf].top);
  const instances = tops.map(top => `(* keep *) ${top} u_${top} ();`);
  const text = `module all;\n${instances.join('\n')}\nendmodule\n`;
  const sources = files.map(({ name }) => name).filter(name => name.endsWith('.v'));
  const script = [
    `read_verilog ${sources.join(' ')} all.v`,
    // From the second step: the first reads simulation models of every primitive, which nothing here needs.
    'hierarchy -top all; synth_xilinx -family xc7 -noiopad -top all -run prepare:map_ffram',
    'tee -q -o stat.json stat -json',
  ].join('; ');
  const result = yosys.run(script, [...files, { name: 'all.v', text }]);
  const { modules } = JSON.parse(result.files['stat.json']!) as {
    modules: Record<string, { num_cells_by_type: Counts }>;
  };
  return tops.map(top => {
    const cells = Object.entries(modules[`\\${top}`]!.num_cells_by_type);
    return Object.fromEntries(cells.filter(([cell]) => /RAM|DSP|^\$mem/.test(cell)));
  });
}

const inference = suite('inference');
inference('memories become block RAM, products DSPs', async () => {
  const half = { RAMB18E1: 1 };
  const whole = { RAMB36E1: 1 };
  const expected: [Circuit, Counts][] = [
    [designs.simpleDualPort, whole],
    [designs.writeFirst, whole],
    [designs.singlePort, whole],
    [designs.singlePortWriteFirst, whole],
    [designs.byteEnable, whole],
    [designs.byteEnableWriteFirst, whole],
    [designs.singlePortByteEnable, whole],
    [designs.lineOf640, whole],
    [designs.trueDualPort, half],
    [designs.dualClock, half],
    // The short table stays a memory for the next step, which makes logic of it.
    [designs.tables, { $mem_v2: 1, ...half }],
    [designs.products, { DSP48E1: 9 }],
  ];
  const found = await inferred(expected.map(([circuit]) => circuit));
  const named = (counts: readonly Counts[]) => expected.map(([circuit], i) => [circuit[designOf].top, counts[i]]);
  assert.equal(named(found), named(expected.map(([, counts]) => counts)));
});
inference.run();
