import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { importDesign } from '../../../cli/load/import.js';
import { type Circuit, designOf, moduleOf } from '../../../dsl/ir/index.js';
import { golden } from '../../golden.js';

const design = suite('names in a design');
const folder = mkdtempSync(join(tmpdir(), 'grace-names-'));
design.after(() => rmSync(folder, { recursive: true, force: true }));

/** Every form in which a value can be declared. */
const source = `import { bool, bundle, input, module, output, reg, u8, uint, vec, wire, type UInt } from 'grace-hdl';

const stage = module('stage', () => ({ x: input(u8), y: output(u8) }), io => io.y.set(reg(u8, { init: 0 })));

class Pair {
  left = reg(u8);
  #right = reg(u8);
  both: UInt<9>;
  constructor() {
    this.both = this.left.add(this.#right);
  }
}

const halves = (value: UInt<8>) => ({ low: value.trunc(4), high: value.bits(7, 4) });
const keep = <T>(value: T): T => value;

export default module(
  'names',
  () => ({ a: input(u8), b: input(u8), en: input(bool), y: output(u8) }),
  io => {
    const sum = io.a.add(io.b);
    const { low, high: upper } = halves(io.a);
    const [first, second] = [0, 1].map(() => reg(u8));
    const lanes = [reg(u8), reg(u8)];
    const pixel = wire(bundle({ red: u8, green: u8 }));
    const held = { now: reg(u8), next: reg(u8) };
    const pair = new Pair();
    const chosen = io.en.mux(sum, 3);
    const alias = sum;
    keep({ key: io.a.not() });
    const taps = reg(vec(u8, 3));
    const unit = stage();
    unit.x.set(io.b);
    pixel.set({ red: 1, green: first });
    io.y.set(second);
  },
)();
`;

/** The nodes that have a name, with the line of the source that made them. */
const namesIn = (circuit: Circuit): string =>
  moduleOf(circuit[designOf], 'names')
    .nodes.filter(node => node.name !== undefined)
    .map(
      ({ op, name, nameLevel, loc }) =>
        `${String(loc?.frames[0]?.line ?? '').padStart(2)}  ${op.padEnd(6)} ${name} (${nameLevel})`,
    )
    .join('\n');

design('every declaration gives its name and its line', async () => {
  writeFileSync(join(folder, 'names.ts'), source);
  const exports = await importDesign(join(folder, 'names.ts'));
  golden('name/design.txt', `${namesIn(exports.default as Circuit)}\n`);
});

const root = fileURLToPath(new URL('../../../', import.meta.url));
const node = (...args: string[]) => {
  const imports = ['tsx/dist/esm/index.mjs', ...args.slice(0, -1)].flatMap(file => [
    '--import',
    join(root, 'node_modules', file),
  ]);
  return spawnSync(process.execPath, ['--conditions=grace-source', ...imports, args.at(-1)!], { encoding: 'utf8' });
};

/** A program that prints the names it has given. */
const program = `import { module, input, output, u8, reg, designOf } from 'grace-hdl';
const circuit = module('m', () => ({ a: input(u8), y: output(u8) }), io => {
  const held = reg(u8, { init: 0 });
  held.set(io.a);
  io.y.set(held);
})();
console.log(circuit[designOf].modules[0]!.registers.map(r => circuit[designOf].modules[0]!.nodes[r.node]!.name).join());
`;

design('the loader hook names too; without it everything runs, and the back ends find names', () => {
  const file = join(folder, 'program.ts');
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/grace-hdl'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(file, program);
  assert.equal([node('../dsl/name/register.ts', file).stdout, node(file).stdout], ['held\n', '\n']);
});

design.run();
