import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Module } from './designs.js';
import type { Answer } from './session.js';

/** Clocks a module in Icarus: whole runs of two lengths, whose difference leaves out the start. */
export function icarus(files: readonly { name: string; text: string }[], module: Module, cycles: number): Answer {
  const folder = mkdtempSync(join(tmpdir(), 'grace-bench-'));
  try {
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    const parameters = Object.entries(module.parameters).map(([name, value]) => `.${name}(${value})`);
    writeFileSync(join(folder, 'bench.v'), bench(module.top, parameters.length ? ` #(${parameters.join(', ')})` : ''));
    const sources = files.filter(file => file.name.endsWith('.v')).map(file => file.name);
    execFileSync('iverilog', ['-g2005', '-s', 'bench', '-o', 'bench.vvp', ...sources, 'bench.v'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const run = (n: number) => {
      const start = process.hrtime.bigint();
      const text = execFileSync('vvp', ['-n', 'bench.vvp', `+cycles=${n}`], { cwd: folder, encoding: 'utf8' });
      return {
        seconds: Number(process.hrtime.bigint() - start) / 1e9,
        checksum: Number(/checksum (\d+)/.exec(text)?.[1]),
      };
    };
    const short = run(1);
    const long = run(cycles + 1);
    return { checksum: long.checksum, seconds: long.seconds - short.seconds, mib: Number.NaN };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const bench = (top: string, parameters: string) => `module bench;
  reg clk = 0, rst = 1;
  wire [31:0] checksum;
  integer i, cycles;
  ${top}${parameters} dut (.clk(clk), .rst(rst), .checksum(checksum));
  initial begin
    if (!$value$plusargs("cycles=%d", cycles)) cycles = 1;
    for (i = 0; i < 2; i = i + 1) begin #1 clk = 1; #1 clk = 0; end
    rst = 0;
    for (i = 0; i < cycles; i = i + 1) begin #1 clk = 1; #1 clk = 0; end
    #1 $display("checksum %0d", checksum);
    $finish;
  end
endmodule
`;
