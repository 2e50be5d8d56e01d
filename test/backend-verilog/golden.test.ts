import { suite, test } from 'uvu';
import * as assert from 'uvu/assert';
import { lint, type VerilogOptions, verilog } from '../../backend-verilog/index.js';
import { type Circuit, designOf } from '../../dsl/index.js';
import { golden } from '../golden.js';
import * as designs from './designs.js';

/** A design's Verilog, held against its golden file, and accepted by Yosys without a word. */
async function hold(file: string, circuit: Circuit, options: VerilogOptions = {}): Promise<void> {
  const { files } = verilog(circuit, { split: 'one', ...options });
  for (const { name, text } of files) golden(`verilog/${file}${name.replace(/^.*\./, '.')}`, text);
  assert.equal(await lint(files), []);
}

const memories = suite('memory templates');
for (const [circuit, template] of [
  [designs.simpleDualPort, 'simple dual port, read first'],
  [designs.writeFirst, 'simple dual port, read first with forwarding'],
  [designs.singlePort, 'single port, read first'],
  [designs.singlePortWriteFirst, 'single port, write first'],
  [designs.byteEnable, 'simple dual port, read first, 4 byte enables'],
  [designs.byteEnableWriteFirst, 'simple dual port, read first with forwarding, 4 byte enables'],
  [designs.singlePortByteEnable, 'single port, read first with forwarding, 4 byte enables'],
  [designs.lineOf640, 'simple dual port, read first'],
  [designs.trueDualPort, 'true dual port, read first'],
  [designs.dualClock, 'simple dual port, read first'],
] as const)
  memories(`${template} (${circuit[designOf].top})`, async () => {
    await hold(`memory/${circuit[designOf].top}`, circuit, { comments: false });
    assert.equal(
      verilog(circuit).memories.map(memory => memory.template),
      [template],
    );
  });

memories('a long table lies in a file, a short one in the text', async () => {
  await hold('memory/tables', designs.tables, { comments: false });
  assert.equal(
    verilog(designs.tables).memories.map(memory => memory.template),
    ['synchronous ROM', 'lookup table'],
  );
});

test('signed products lane by lane', () => hold('products', designs.products));
test('operators within operators', () => hold('operators', designs.operators));
test('lanes that are chosen, as operands of wider results', () => hold('chosen-lanes', designs.chosenLanes));
test('an enum, an asynchronous reset, checks and a print', () => hold('machine', designs.machine));
test('without power-up values and comments', () =>
  hold('machine-bare', designs.machine, { initial: false, comments: false, checks: false }));
test('AXI4-Stream with its attributes', () => hold('axi', designs.axi));

memories.run();
test.run();
