import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testbench, type Vector, verilog } from '../../backend-verilog/index.js';
import type { Design } from '../../dsl/ir/index.js';

export interface Bench {
  readonly design: Design;
  readonly vectors: readonly Vector[];
}

/**
 * Runs many benches, of equal length and with distinct module names, in one Verilator build, which takes about as long
 * as that of a single one. Gives what it printed: a line with PASS for each bench that is content.
 */
export function runBenches(benches: readonly Bench[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'grace-benches-'));
  try {
    const files = benches.flatMap(({ design, vectors }) => [
      ...verilog(design, { checks: false }).files,
      ...testbench(design, vectors).map(file => ({ ...file, text: file.text.replace('$finish;', '') })),
    ]);
    const tops = benches.map(({ design }) => `  tb_${design.top} ${design.top}();`);
    // A cycle takes 10 ns; the first bench to end must not end the others.
    const end = `  initial #${10 * benches[0]!.vectors.length + 1} $finish;`;
    const all = {
      name: 'all.v',
      text: ['`timescale 1ns / 1ps', 'module all;', ...tops, end, 'endmodule', ''].join('\n'),
    };
    for (const { name, text } of [...files, all]) writeFileSync(join(dir, name), text);
    const sources = [...files, all].map(({ name }) => name).filter(name => name.endsWith('.v'));
    const flags = ['--binary', '--timing', '-O0', '-Wno-fatal', '-Wno-lint', '-Wno-UNOPTFLAT', '--top-module', 'all'];
    // The size of the C++ decides how long this takes, not its speed.
    const build = ['-CFLAGS', '-O0', '--output-split', '20000', '-o', 'bench', ...sources];
    return run(dir, 'verilator', [...flags, ...build]) && run(dir, './obj_dir/bench', []);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function run(cwd: string, program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
  return `${stdout}\n`;
}
