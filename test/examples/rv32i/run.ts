import { simulate } from 'grace-hdl/sim';
import { computer } from '../../../examples/rv32i/computer.js';
import type { Step } from '../../../examples/rv32i/model.js';

/** What a program did on the core. */
export interface Run {
  readonly steps: readonly Step[];
  readonly halted: boolean;
  readonly cycles: number;
  readonly register: (index: number) => number;
  /** All words of memory. */
  readonly memory: () => readonly number[];
}

/** A computer of that many words, built once; each run loads its program through the simulator and resets. */
export function machine(words: number): (program: ArrayLike<number>, limit: number) => Run {
  const sim = simulate(computer({ program: [], words }), { history: 0 });
  const memory = sim.memory('memory');
  const registers = sim.memory('core.registers.registers');
  return (program, limit) => {
    // First the reset: a store of a program that was cut off is still done by its edge.
    sim.reset();
    memory.load(Array.from({ length: words }, (_, i) => program[i] ?? 0));
    registers.load(Array<number>(32).fill(0));
    const start = sim.cycle;
    const steps: Step[] = [];
    while (steps.length < limit && !(sim.peek('halted') && !sim.io.retired.valid.peek())) {
      const { valid, pc, rd, value } = sim.io.retired;
      if (valid.peek()) {
        const number = rd.peek();
        steps.push({ pc: pc.peek(), rd: number, value: number === 0 ? 0 : value.peek() });
      }
      sim.step();
    }
    return {
      steps,
      halted: sim.peek('halted'),
      cycles: sim.cycle - start,
      register: index => Number(registers.read(index)),
      memory: () => memory.dump().map(Number),
    };
  };
}
