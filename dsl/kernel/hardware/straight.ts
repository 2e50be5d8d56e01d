import type { Kernel, ValueId } from '../ir.js';
import type { MemoryPlan } from '../schedule/flow.js';
import { constantsOf, type Plan } from '../schedule/plan.js';
import { operate, shaped, type Word } from './operate.js';
import { shapeOf } from './shape.js';
import { atLine, hint, type Load, Values } from './values.js';

/** A kernel without loops as logic, in the cycle of its parameters. */
export function combinational(kernel: Kernel, params: readonly Word[]): Word[] {
  const constants = constantsOf(kernel);
  const words = new Map<ValueId, Word>();
  kernel.body.args.forEach((id, i) => {
    words.set(id, shaped(params[i]!, shapeOf(kernel, id)));
  });
  for (const step of kernel.body.steps) {
    if (step.kind === 'loop') throw new Error('loops are written out before logic is made of them');
    words.set(
      step.result,
      atLine(step.loc, () => {
        const args = step.args.map(arg => words.get(arg)!);
        const word = operate(kernel, step, args, id => constants.get(id)?.[0]);
        const { name } = kernel.values[step.result]!;
        if (name !== undefined) hint(word.ref, name);
        return word;
      }),
    );
  }
  return kernel.body.results.map(id => words.get(id)!);
}

/** A kernel as a pipeline: what comes out of its last stage, and the registers to be filled behind each stage before it. */
export interface Pipeline {
  readonly results: readonly Word[];
  readonly loads: readonly Load[];
  readonly stages: number;
}

/** A planned kernel without loops. The registers behind the last stage are left to whoever gives it a handshake. */
export function pipeline(
  { setting, top }: Plan,
  params: readonly Word[],
  read: (plan: MemoryPlan, cycle: number, address: Word) => Word,
): Pipeline {
  const values = new Values(setting, top, {
    outside: id => {
      throw new Error(`value ${id} comes from nowhere`);
    },
    read,
  });
  const { kernel } = setting;
  kernel.body.args.forEach((id, i) => {
    values.feed(top.flow.taskOf.get(id)!, shaped(params[i]!, shapeOf(kernel, id)));
  });
  const results = kernel.body.results.map(id => values.at(id, top.depth - 1));
  values.finish();
  return { results, loads: values.loads, stages: top.depth };
}
