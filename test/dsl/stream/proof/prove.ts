import { type VerilogFile, verilog } from '../../../../backend-verilog/index.js';
import { loadYosys } from '../../../../backend-verilog/yosys/load.js';
import type { Circuit } from '../../../../dsl/index.js';

/**
 * What temporal induction finds out about the checks of a circuit: that they hold in every state that can be reached, from
 * reset and with any inputs that meet its assumptions; an input sequence that breaks one; or neither.
 */
export type Verdict = 'proven' | 'refuted' | 'open';

/** Steps that an induction may look back, and that a counterexample may take. */
const STEPS = 8;

/** Proves the checks of a circuit with Yosys: on its Verilog, one clock, memories as registers. */
export const prove = async (circuit: Circuit): Promise<Verdict> => verdictOn(filesOf(circuit));

/** The Verilog with its checks, for changes to it. */
export const filesOf = (circuit: Circuit): readonly VerilogFile[] =>
  verilog(circuit, { formal: true, comments: false, split: 'one' }).files;

export async function verdictOn(files: readonly VerilogFile[]): Promise<Verdict> {
  const yosys = await loadYosys();
  const [{ name }] = files as [VerilogFile];
  const { log } = yosys.run(
    `read_verilog -sv -formal ${name}; hierarchy -auto-top; proc; flatten; memory_collect; memory_map; async2sync; opt -fast;
     sat -tempinduct -prove-asserts -set-assumes -maxsteps ${STEPS}`.replaceAll('\n', ' '),
    files,
  );
  if (log.includes('Induction step proven: SUCCESS!')) return 'proven';
  return log.includes('model found for base case: FAIL!') ? 'refuted' : 'open';
}
