import { availableParallelism, cpus } from 'node:os';
import { type KernelFunction, type KernelOptions, kernelModule } from '../dsl/index.js';
import { planned, writtenOut } from '../dsl/kernel/hardware/index.js';
import { irOf } from '../dsl/kernel/index.js';
import type { Kernel, Op } from '../dsl/kernel/ir.js';
import type { BlockPlan } from '../dsl/kernel/schedule/plan.js';
import { registerBits } from '../dsl/kernel/schedule/schedule.js';
import { Build, between } from '../test/dsl/kernel/build.js';

/**
 * `npm run -s bench:kernels`: how long kernels take to become hardware, from a cold start; how that grows with the size of a body;
 * and the register bits of the scheduler beside those of the same stages filled as early as possible.
 */
const milliseconds = (body: () => unknown): number => {
  const start = performance.now();
  body();
  return performance.now() - start;
};
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const row = (...cells: readonly (string | number)[]): void =>
  say(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(20) : String(cell).padStart(12))).join(''));
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Register bits of a block and of the loops within, and the same as early as possible. */
function bitsOf(block: BlockPlan): readonly [number, number] {
  const inner = block.loops.map(bitsOf);
  const of = (cycles: readonly number[]) => sum(registerBits(block.flow, cycles, block.ii));
  return [
    of(block.cycles) + sum(inner.map(([best]) => best)),
    of(block.earliest) + sum(inner.map(([, early]) => early)),
  ];
}

say(`${cpus()[0]!.model}, ${availableParallelism()} cores, node ${process.version}\n`);
const kernels = Object.entries<KernelFunction>(await import('../test/dsl/kernel/kernels/index.js'));
const timing: KernelOptions = { period: 5 };
say('each kernel for a period of 5 ns, in milliseconds: its source to the form of kernels, that to a checked design');
row('kernel', 'source', 'design', 'bits', 'earliest', 'saved');
let total = 0;
for (const [name, fn] of kernels) {
  const source = milliseconds(() => irOf(fn));
  const design = milliseconds(() => kernelModule(fn, timing)());
  total += source + design;
  const [bits, early] = bitsOf(planned(writtenOut(irOf(fn), timing), timing).top);
  row(name, source.toFixed(1), design.toFixed(1), bits, early, `${(100 * (1 - bits / (early || 1))).toFixed(0)} %`);
}
say(`all ${kernels.length}, cold: ${(total / 1000).toFixed(2)} s\n`);

/** Operations on two of the values before them, from a window that is a tenth of all; what comes out is added up as a tree. */
function layered(count: number): Kernel {
  let state = 12345;
  const pick = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  const build = new Build('layered');
  const values = Array.from({ length: 16 }, (_, i) => build.param(`p${i}`, 'i12'));
  const ops: readonly Op[] = ['add', 'sub', 'mul', 'min', 'xor', 'max'];
  const recent = () => values[values.length - 1 - pick(Math.min(values.length, Math.max(16, count / 20)))]!;
  for (let i = 0; i < count / 2; i++)
    values.push(build.op('wrap', [build.op(ops[pick(ops.length)]!, [recent(), recent()])], between(-2048, 2047)));
  const sum = (list: readonly number[]): number => {
    if (list.length === 1) return list[0]!;
    const half = list.length >> 1;
    return build.op('xor', [sum(list.slice(0, half)), sum(list.slice(half))], between(-2048, 2047));
  };
  return build.finish([sum(values), 'i12']);
}

say('a body of so many operations, for a period of 5 ns: to cycles (as early as possible, then with the fewest bits)');
row('operations', 'ms', 'us each', 'stages', 'bits', 'earliest', 'saved');
planned(layered(200), timing);
for (const count of [100, 200, 500, 1000, 2000, 5000]) {
  const kernel = layered(count);
  let top: BlockPlan | undefined;
  const time = milliseconds(() => {
    ({ top } = planned(kernel, timing));
  });
  const [bits, early] = bitsOf(top!);
  const tasks = top!.flow.tasks.length;
  row(
    tasks,
    time.toFixed(0),
    ((1000 * time) / tasks).toFixed(0),
    top!.depth,
    bits,
    early,
    `${(100 * (1 - bits / early)).toFixed(0)} %`,
  );
}
