import type { Kernel } from '../ir.js';
import { rewrite } from './writer.js';

/** The same kernel with every loop written out: straight code. */
export function unrolled(kernel: Kernel): Kernel {
  return rewrite(
    kernel,
    (writer, step) => writer.copy(step),
    (writer, step, steps) => {
      const [index, ...carried] = step.body.args as [number, ...number[]];
      let state = step.initial.map(id => writer.of(id));
      for (let i = 0; i < step.count; i++) {
        writer.rename(index, writer.constant(BigInt(i), step.loc));
        carried.forEach((arg, k) => {
          writer.rename(arg, state[k]!);
        });
        steps(step.body.steps);
        state = step.body.results.map(id => writer.of(id));
      }
      step.results.forEach((result, k) => {
        writer.rename(result, state[k]!);
      });
    },
  );
}

export const hasLoops = (kernel: Kernel): boolean => kernel.body.steps.some(step => step.kind === 'loop');
