import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testbench, type Vector, type VerilogOptions, verilog } from '../../backend-verilog/index.js';
import type { Design } from '../../dsl/ir/index.js';

export type Peer = 'icarus' | 'verilator';

/** True when the simulator can be started here. */
export const hasPeer = (peer: Peer): boolean =>
  spawnSync(peer === 'icarus' ? 'iverilog' : 'verilator', [peer === 'icarus' ? '-V' : '--version']).status === 0;

/** Everything a tool says about a design, all warnings on; empty when it is content. */
export function lintBy(peer: Peer, design: Design): string {
  return inFolder(design, [], {}, (dir, files) => {
    const [program, flags] =
      peer === 'icarus'
        ? ['iverilog', ['-g2005', '-Wall', '-o', 'out.vvp']]
        : ['verilator', ['--lint-only', '-Wall', '--top-module', design.top]];
    const { stdout, stderr } = spawnSync(program, [...flags, ...files], { cwd: dir, encoding: 'utf8' });
    return `${stdout}${stderr}`.trim();
  });
}

/** Runs the generated bench in a simulator; what it prints, without the tool's own chatter. */
export function runBench(peer: Peer, design: Design, vectors: readonly Vector[], options: VerilogOptions = {}): string {
  return inFolder(design, vectors, options, (dir, files) => {
    const run = (program: string, args: readonly string[]): string => {
      const { status, stdout, stderr } = spawnSync(program, args, { cwd: dir, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
      return stdout;
    };
    const top = `tb_${design.top}`;
    if (peer === 'icarus') {
      run('iverilog', ['-g2005', '-s', top, '-o', 'out.vvp', ...files]);
      return run('vvp', ['-n', 'out.vvp']);
    }
    run('verilator', [
      '--binary',
      '--timing',
      '-O0',
      '-Wno-fatal',
      '-Wno-lint',
      '-Wno-UNOPTFLAT',
      '--top-module',
      top,
      '-o',
      'bench',
      ...files,
    ]);
    return run('./obj_dir/bench', []);
  });
}

function inFolder<T>(
  design: Design,
  vectors: readonly Vector[],
  options: VerilogOptions,
  use: (dir: string, files: string[]) => T,
): T {
  const dir = mkdtempSync(join(tmpdir(), 'grace-lockstep-'));
  try {
    const files = [...verilog(design, options).files, ...(vectors.length > 0 ? testbench(design, vectors) : [])];
    for (const { name, text } of files) writeFileSync(join(dir, name), text);
    return use(
      dir,
      files.map(({ name }) => name).filter(name => name.endsWith('.v')),
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
