import { testbench, type Vector, verilog } from '../../backend-verilog/index.js';
import type { Design } from '../../dsl/ir/index.js';
import { printed, withFiles } from './tool.js';

/** What the generated bench of a design prints in Icarus. */
export function runIcarus(design: Design, vectors: readonly Vector[]): string {
  return withFiles([...verilog(design, { checks: false }).files, ...testbench(design, vectors)], call => {
    printed(call('iverilog', ['-g2005', '-s', `tb_${design.top}`, '-o', 'out.vvp']));
    return printed(call('vvp', ['-n', 'out.vvp'], []));
  });
}
