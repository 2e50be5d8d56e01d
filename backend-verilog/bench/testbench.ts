import { type Circuit, type Design, moduleOf } from '../../dsl/ir/index.js';
import { identifier } from '../rtl/identifier.js';
import { designIn, type VerilogFile } from '../verilog.js';
import { type Pins, pinsOf } from './pins.js';
import type { Vector } from './vector.js';

/**
 * A bench that applies the vectors and compares: `tb_<top>.v` and `tb_<top>.hex`. It prints every difference, then
 * `PASS: <n> cycles` or `FAIL: <n> differences`, and ends the simulation. For `iverilog -g2005` and
 * `verilator --binary`; the `.hex` file must lie in the folder where the simulation runs.
 *
 * A cycle: inputs change, 4 ns later outputs are compared, 1 ns later the clocks tick.
 */
export function testbench(circuit: Circuit | Design, vectors: readonly Vector[]): VerilogFile[] {
  const design = designIn(circuit);
  const top = moduleOf(design, design.top);
  const pins = pinsOf(top);
  const name = `tb_${top.name}`;
  const rows = vectors.length > 0 ? hexRows(pins, vectors) : [];
  return [
    { name: `${name}.v`, text: benchText(name, top.name, pins, vectors.length) },
    { name: `${name}.hex`, text: `${rows.join('\n')}\n` },
  ];
}

/** Every field of a row, the first most significant: ticks, inputs, then for each output its mark and value. */
const fieldsOf = ({ clocks, inputs, outputs }: Pins): { readonly net: string; readonly width: number }[] => [
  ...clocks.map(({ tick }) => ({ net: tick, width: 1 })),
  ...inputs.map(({ verilog, width }) => ({ net: verilog, width })),
  ...outputs.flatMap(({ checked, expected, width }) => [
    { net: checked, width: 1 },
    { net: expected, width },
  ]),
];

function hexRows(pins: Pins, vectors: readonly Vector[]): string[] {
  const total = fieldsOf(pins).reduce((sum, { width }) => sum + width, 0);
  const held = new Map(pins.inputs.map(({ name }) => [name, 0n]));
  return vectors.map(({ inputs, outputs, clocks }) => {
    let row = 0n;
    const put = (value: bigint, width: number): void => {
      row = (row << BigInt(width)) | BigInt.asUintN(width, value);
    };
    for (const [pin, value] of Object.entries(inputs)) held.set(pin, value);
    for (const { name } of pins.clocks) put(clocks.includes(name) ? 1n : 0n, 1);
    for (const { name, width } of pins.inputs) put(held.get(name)!, width);
    for (const { name, width } of pins.outputs) {
      put(name in outputs ? 1n : 0n, 1);
      put(outputs[name] ?? 0n, width);
    }
    return row.toString(16).padStart(Math.ceil(total / 4), '0');
  });
}

const range = (width: number): string => (width === 1 ? '' : `[${width - 1}:0] `);

function benchText(name: string, dut: string, pins: Pins, count: number): string {
  const { clocks, inputs, outputs, names } = pins;
  const fields = fieldsOf(pins);
  const total = fields.reduce((sum, { width }) => sum + width, 0);
  const [vectors, cycle, errors] = ['vectors', 'cycle', 'errors'].map(wanted => names.take(wanted));
  const all = [...clocks, ...inputs, ...outputs];
  const level = (values: readonly string[]): string =>
    `{${clocks.map(({ verilog }) => verilog).join(', ')}} = {${values.join(', ')}};`;
  const active = clocks.map(({ idle, tick }) => (idle === 0 ? tick : `!${tick}`));
  const compare = outputs.flatMap(({ verilog, expected, checked, name: pin }) => [
    `      if (${checked} && ${verilog} !== ${expected}) begin`,
    `        ${errors} = ${errors} + 1;`,
    `        $display("cycle %0d: ${pin} is %h, expected %h", ${cycle}, ${verilog}, ${expected});`,
    '      end',
  ]);
  const lines = [
    '`timescale 1ns / 1ps',
    '',
    `module ${name};`,
    ...clocks.map(({ verilog, idle }) => `  reg ${verilog} = 1'b${idle};`),
    ...inputs.map(({ verilog, width }) => `  reg ${range(width)}${verilog};`),
    ...outputs.map(({ verilog, width }) => `  wire ${range(width)}${verilog};`),
    '',
    `  // One row for each cycle: ${fields.map(({ net }) => net).join(', ')}.`,
    `  reg [${total - 1}:0] ${vectors} [0:${Math.max(0, count - 1)}];`,
    ...clocks.map(({ tick }) => `  reg ${tick};`),
    ...outputs.flatMap(({ checked, expected, width }) => [`  reg ${checked};`, `  reg ${range(width)}${expected};`]),
    `  integer ${cycle};`,
    `  integer ${errors};`,
    '',
    `  ${identifier(dut)} dut (`,
    ...all.map(({ verilog }, i) => `    .${verilog}(${verilog})${i + 1 < all.length ? ',' : ''}`),
    '  );',
    '',
    '  initial begin',
    `    $readmemh("${name}.hex", ${vectors});`,
    `    ${errors} = 0;`,
    `    for (${cycle} = 0; ${cycle} < ${count}; ${cycle} = ${cycle} + 1) begin`,
    `      {${fields.map(({ net }) => net).join(', ')}} = ${vectors}[${cycle}];`,
    '      #4;',
    ...compare,
    '      #1;',
    ...(clocks.length > 0 ? [`      ${level(active)}`] : []),
    '      #5;',
    ...(clocks.length > 0 ? [`      ${level(clocks.map(({ idle }) => `1'b${idle}`))}`] : []),
    '    end',
    `    if (${errors} == 0) $display("PASS: %0d cycles", ${cycle});`,
    `    else $display("FAIL: %0d differences", ${errors});`,
    '    $finish;',
    '  end',
    'endmodule',
  ];
  return `${lines.join('\n')}\n`;
}
