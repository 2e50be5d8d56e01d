import { verilog } from '../../backend-verilog/index.js';
import type { Design } from '../../dsl/ir/index.js';
import { type Peer, withFiles } from './tool.js';

/** Everything a tool says about a design, all warnings on; empty when it is content. */
export function lintBy(peer: Peer, design: Design): string {
  return withFiles(verilog(design).files, call => {
    const { stdout, stderr } =
      peer === 'icarus'
        ? call('iverilog', ['-g2005', '-Wall', '-o', 'out.vvp'])
        : call('verilator', ['--lint-only', '-Wall', '--top-module', design.top]);
    return `${stdout}${stderr}`.trim();
  });
}
