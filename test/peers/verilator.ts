import { testbench, type Vector, type VerilogFile, verilog } from '../../backend-verilog/index.js';
import type { Design } from '../../dsl/ir/index.js';
import { prefixed } from '../backend-verilog/stimulus.js';
import { printed, withFiles } from './tool.js';

export interface Bench {
  readonly design: Design;
  readonly vectors: readonly Vector[];
}

/**
 * What the generated bench of each design prints in Verilator. All of them are one build: its runtime alone takes
 * longer to compile than most designs do.
 *
 * @param level of Verilator's own optimisation: `-O0` unless the designs are large, for 5.006 gives wrong bits for a few
 *   random ones with more.
 */
export function runVerilator(benches: readonly Bench[], level: '-O0' | '-O3' = '-O0'): string[] {
  return withFiles(filesOf(benches), call => {
    printed(call('verilator', [level, ...flags]));
    const lines = printed(call('./obj_dir/bench', [], [])).split('\n');
    return benches.map((_, i) => lines.filter(line => line.startsWith(mark(i))).join('\n'));
  });
}

const flags = [
  '--binary',
  '--timing',
  // Warnings are looked for elsewhere, with all of them on.
  '-Wno-fatal',
  '-Wno-lint',
  '-Wno-UNOPTFLAT',
  // The C++ runs for an instant: what counts is how long it takes to compile.
  '-MAKEFLAGS',
  'OPT_FAST=-O0 OPT_SLOW=-O0 OPT_GLOBAL=-O0',
  '--top-module',
  'all',
  '-o',
  'bench',
];

/** What the modules of a bench begin with, and so do the lines that it prints. */
const mark = (i: number): string => `b${i}_`;

function filesOf(benches: readonly Bench[]): VerilogFile[] {
  const designs = benches.map(({ design }, i) => prefixed(design, mark(i)));
  const files = designs.flatMap((design, i) => [
    ...verilog(design, { checks: false }).files,
    ...testbench(design, benches[i]!.vectors).map(({ name, text }) => ({
      name,
      // The first bench to end must not end the others.
      text: text.replace('$finish;', '').replaceAll('$display("', `$display("${design.top}: `),
    })),
  ]);
  // A cycle takes 10 ns.
  const end = 10 * Math.max(...benches.map(({ vectors }) => vectors.length)) + 1;
  const all = [
    '`timescale 1ns / 1ps',
    'module all;',
    ...designs.map(({ top }) => `  tb_${top} ${top}();`),
    `  initial #${end} $finish;`,
    'endmodule',
    '',
  ];
  return [...files, { name: 'all.v', text: all.join('\n') }];
}
