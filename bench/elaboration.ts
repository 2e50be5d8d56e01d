import { designOf, i8, i32, input, module, output, reg, vec } from 'grace-hdl';
import { verilog } from 'grace-hdl/verilog';

/** One point of the curve: how long it takes from the TypeScript to the Verilog. */
export interface Point {
  readonly nodes: number;
  readonly milliseconds: number;
  readonly microsecondsPerNode: number;
}

/** `rows` x `columns` multiply-accumulate cells, every one written out: nothing is shared or kept as a vector. */
const macs = module(
  'macs',
  ({ rows, columns }: { rows: number; columns: number }) => ({
    a: input(vec(i8, rows)),
    b: input(vec(i8, columns)),
    sums: output(vec(i32, rows * columns)),
  }),
  io => {
    const cells = io.a.map(a =>
      io.b.map(b => {
        const sum = reg(i32, { init: 0 });
        sum.set(sum.addWrap(a.mul(b).extend(32)));
        return sum;
      }),
    );
    io.sums.set(cells.flat());
  },
);

/** Elaboration, checks and Verilog of growing MAC arrays. */
export function elaborationCurve(): Point[] {
  const sizes = [12, 32, 64, 100, 145];
  for (const n of sizes.slice(0, 2)) measure(n);
  return sizes.map(measure);
}

/** Elaboration and Verilog of a 32 x 32 array, in seconds: the best of three. */
export const mac32Seconds = (): number => Math.min(...[1, 2, 3].map(() => measure(32).milliseconds)) / 1000;

function measure(size: number): Point {
  const start = performance.now();
  const circuit = macs({ rows: size, columns: size });
  verilog(circuit);
  const milliseconds = performance.now() - start;
  const nodes = circuit[designOf].modules.reduce((sum, { nodes }) => sum + nodes.length, 0);
  return { nodes, milliseconds, microsecondsPerNode: (1000 * milliseconds) / nodes };
}
