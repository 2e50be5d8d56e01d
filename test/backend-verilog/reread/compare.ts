import type { Vector } from '../../../backend-verilog/index.js';
import type { RereadMachine } from './machine.js';

/** Runs the steps on re-read Verilog; the first difference as text, or undefined. Clocks rise to tick. */
export function firstDifference(machine: RereadMachine, steps: readonly Vector[]): string | undefined {
  for (const [cycle, { inputs, outputs, clocks }] of steps.entries()) {
    machine.write(inputs);
    for (const [port, expected] of Object.entries(outputs)) {
      const found = machine.read(port);
      if (found !== expected)
        return `cycle ${cycle}, ${port}: expected ${expected.toString(16)}, re-read Verilog has ${found.toString(16)}`;
    }
    machine.write(Object.fromEntries(clocks.map(clock => [clock, 1n])));
    machine.write(Object.fromEntries(clocks.map(clock => [clock, 0n])));
  }
  return undefined;
}
