import type { ClockOptions } from './session/clocks.js';
import type { PrintContext } from './session/voice.js';

export interface SimulateOptions {
  /** `wasm` compiles the design (the default); `interpreter` reads its IR, slowly, and is the reference. */
  readonly engine?: 'wasm' | 'interpreter';
  /** Seed of everything random: power-up values and stalls. 1 by default. */
  readonly seed?: number;
  /** Watches the stream rules in every module. On by default. */
  readonly monitor?: boolean;
  /**
   * Registers without an initial value, memories without contents and outputs of synchronous reads start at random
   * values. With `all`, so does every register that a reset brings back, and a reset of one cycle is given first.
   * Finds what a design only got by luck from starting at 0.
   */
  readonly randomizeState?: boolean | 'all';
  /** Period and phase of clocks, in nanoseconds, by domain; 10 and 0 by default. */
  readonly clocks?: Readonly<Record<string, ClockOptions>>;
  /** Where prints of the design go; `console.log` by default. */
  readonly onPrint?: (text: string, context: PrintContext) => void;
  /** Where a failed check writes a VCD file of all that `history` remembers; nowhere by default. */
  readonly failureVcd?: string;
  /** Cycles that `waves` and failed checks can look back; 256 by default, 0 to remember nothing. */
  readonly history?: number;
}
