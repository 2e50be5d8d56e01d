/** How Verilog is printed. */
export interface VerilogOptions {
  /**
   * Power-up values for registers and memories, as FPGAs have them. Default true.
   * Without them a register has only what its reset gives it.
   */
  readonly initial?: boolean;
  /** One file for each module, named after it, or all in `<top>.v`. Default `modules`. */
  readonly split?: 'modules' | 'one';
  /** `// conv.ts:42` behind what came from user code. Default true. */
  readonly comments?: boolean;
  /** Checks as SystemVerilog `assert`, `assume` and `cover`, for `read_verilog -sv -formal`. Default false. */
  readonly formal?: boolean;
  /** Checks and prints for simulation, within `` `ifndef SYNTHESIS ``. Default true. */
  readonly checks?: boolean;
  /** Memories of more words than this get their contents from a `.hex` file. Default 64. */
  readonly inlineWords?: number;
  /** Also print the behavioural models of black boxes, under the names of the black boxes. Default false. */
  readonly externModels?: boolean;
}
