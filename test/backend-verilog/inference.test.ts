import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadYosys, synth, verilog } from '../../backend-verilog/index.js';
import { type Circuit, designOf } from '../../dsl/index.js';
import * as designs from './designs.js';

/** The primitives that Yosys maps a circuit's memories to on 7-series, before anything else is mapped. */
async function memoriesOf(circuit: Circuit): Promise<string[]> {
  const yosys = await loadYosys();
  const { files } = verilog(circuit, { split: 'one' });
  const { top } = circuit[designOf];
  const script = [
    `read_verilog ${top}.v; hierarchy -top ${top}; proc; opt; memory -nomap; opt_clean`,
    'memory_libmap -lib +/xilinx/lutrams.txt -lib +/xilinx/brams.txt -D IS_6SERIES_UP',
    'tee -q -o stat.json stat -json',
  ].join('; ');
  const { design } = JSON.parse(yosys.run(script, files).files['stat.json']!) as {
    design: { num_cells_by_type: Record<string, number> };
  };
  return Object.entries(design.num_cells_by_type)
    .filter(([cell]) => cell.startsWith('$__') || cell.startsWith('$mem'))
    .map(([cell, count]) => `${cell} x${count}`);
}

const inference = suite('memory inference');
inference('show', async () => {
  for (const [name, circuit] of Object.entries(designs)) console.log(name, await memoriesOf(circuit as Circuit));
  console.log((await synth(designs.products)).used);
  assert.ok(true);
});
inference.run();
