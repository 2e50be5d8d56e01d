/** `count` modules of sixty lines, and `all.ts` that places them: a project to measure with. Each has one trap. */
export function manyFiles(count: number): Readonly<Record<string, string>> {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return {
    'all.ts': numbers.map(i => `export { stage${i} } from './stage${i}.js';\n`).join(''),
    ...Object.fromEntries(numbers.map(i => [`stage${i}.ts`, stage(i)])),
  };
}

const stage = (
  i: number,
): string => `import { bool, input, module, mux, output, reg, u8, uint, vec, when } from 'grace-hdl';

/** Stage ${i} of many. */
export const stage${i} = module(
  'stage${i}',
  ({ taps = ${2 + (i % 6)} }: { taps?: number }) => ({
    go: input(bool),
    xs: input(vec(u8, taps)),
    y: output(uint(24)),
    busy: output(bool),
  }),
  (io, { taps = ${2 + (i % 6)} }) => {
    const count = reg(uint(4), { init: 0, enable: io.go });
    count.set(count.addWrap(1));
    const full = count.eq(15);
    when(full, () => count.set(${i % 16}));
    io.busy.set(full.not().and(io.go));
    const products = io.xs.map((x, k) => x.mul(k + ${i + 1}));
${Array.from({ length: 20 }, (_, k) => `    const part${k} = reg(uint(24));\n    part${k}.set(${k === 0 ? 'products[0]!.extend(24)' : `part${k - 1}.add(products[${k} % taps]!).trunc(24)`});\n`).join('')}
    io.y.set(mux(full, part19, part${i % 19}));
    if (count === io.xs.at(0)) throw new Error('never');
  },
);
`;
