import { type Circuit, type Domain, type ModuleFunction, module, type Port } from '../../dsl/index.js';
import { isHardware, typeOf as typeOfSignal } from '../../dsl/signal/convert.js';
import { act, type Target } from './actions.js';
import { type Clock, Pool } from './pool.js';
import type { ModuleRecipe, Recipe, Step, TypeRecipe } from './recipe.js';
import { expressions, lanes } from './steps.js';
import { literalOf, typeOf } from './types.js';
import { Writer } from './writer.js';

/** An output on which every value of its clock has an influence, so that no difference stays inside. */
const mixed = (clock: Clock): PortSpec => ({
  name: `mix${clock}`,
  dir: 'output',
  recipe: { kind: 0, width: 32, length: 1, choices: [0, 0, clock], parts: [] },
  clock,
});

/** A circuit, with the program that makes it. */
export interface Program {
  readonly circuit: Circuit;
  /** A file that exports the circuit as `top`. */
  readonly text: string;
}

/** A random design failed to be built; `text` is the program up to there. */
export class BuildError extends Error {
  constructor(
    override readonly cause: unknown,
    readonly text: string,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

type Params = { readonly k: number; readonly other?: Domain };
type Module = ModuleFunction<Params, Record<string, Port>>;

/** A port as the recipe has it. */
interface PortSpec {
  readonly name: string;
  readonly dir: 'input' | 'output';
  readonly recipe: TypeRecipe;
  readonly clock: Clock;
}

/** A module with its text, which is written when it is first built. */
interface Made {
  readonly name: string;
  readonly recipe: ModuleRecipe;
  readonly ports: readonly PortSpec[];
  readonly make: Module;
  readonly lines: string[];
}

const mix = `const mix = (...values) => values.reduce((sum, value, i) => {
  const bits = asBits(value);
  const words = Array.from({ length: Math.ceil(bits.width / 32) }, (_, w) =>
    bits.bits(Math.min(bits.width - 1, 32 * w + 31), 32 * w).wrap(32));
  const word = words.reduce((a, b) => a.xor(b));
  return sum.xor(i % 32 ? word.bits(i % 32 - 1, 0).cat(word.bits(31, i % 32)) : word);
}, lit(uint(32), 0));`;

const sync = `const sync = module(
  'sync',
  ({ type }) => ({ d: input(type), q: output(type) }),
  ({ d, q }) => q.set(delay(d, 2)),
  { synchroniser: true },
);`;

/** Builds what the recipe describes. */
export function build({ clocks, modules }: Recipe): Program {
  const made: Made[] = [];
  const prelude = new Writer({});
  const compiled = (text: string) => prelude.evaluate(text.replace(/^const \w+ = /, '').replace(/;$/, ''));
  const shared = { sync: compiled(sync), mix: compiled(mix) };
  for (const [i, recipe] of modules.entries())
    made.push(moduleOf(`m${i}`, recipe, i === modules.length - 1, [...made], shared));
  const top = made.at(-1)!;
  const [first, second] = clocks.map((style, i) => styleText(style, i ? 'other' : 'clk'));
  const other = top.recipe.twoClocks ? `, other: domain(${second})` : '';
  const call = `inDomain(domain(${first}), () => ${top.name}({ k: 3${other} }))`;
  const text = () =>
    [
      `import { ${names(made).join(', ')} } from 'grace-hdl';`,
      mix,
      ...(made.some(({ lines }) => lines.some(line => line.includes('sync('))) ? [sync] : []),
      ...made.filter(({ lines }) => lines.length > 0).map(({ lines }) => lines.join('\n')),
      `export const top = ${call};`,
    ].join('\n\n');
  try {
    return { circuit: new Writer({ [top.name]: top.make }).evaluate<Circuit>(call), text: text() };
  } catch (error) {
    throw new BuildError(error, text());
  }
}

const names = (made: readonly Made[]): string[] => {
  const words = new Set(made.flatMap(({ lines }) => lines.join('\n').match(/\w+/g) ?? []));
  const all = new Set([...Object.keys(new Writer({}).evaluate<object>('values'))]);
  return [
    ...new Set([...words, 'module', 'input', 'output', 'domain', 'inDomain', 'delay', 'asBits', 'lit', 'uint']),
  ].filter(word => all.has(word));
};

function styleText(style: number, name: string): string {
  const options = [
    ...(name === 'clk' ? [] : [`name: '${name}'`]),
    ...(style % 5 === 1 ? [`edge: 'falling'`] : []),
    ...[[], [`reset: 'async'`], [`reset: 'none'`], []][(style >> 2) % 4]!,
    ...((style >> 4) % 2 ? ['activeLow: true'] : []),
  ];
  return `{ ${options.join(', ')} }`;
}

function moduleOf(
  name: string,
  recipe: ModuleRecipe,
  isTop: boolean,
  children: readonly Made[],
  shared: Readonly<Record<string, unknown>>,
): Made {
  const clockOf = ({ choices }: TypeRecipe): Clock => (recipe.twoClocks && choices[2]! % 2 ? 1 : 0);
  const port =
    (dir: PortSpec['dir']) =>
    (type: TypeRecipe, i: number): PortSpec => ({
      name: `${dir === 'input' ? 'a' : 'y'}${i}`,
      dir,
      recipe: type,
      clock: clockOf(type),
    });
  const ports = [
    ...recipe.inputs.map(port('input')),
    ...recipe.outputs.map(port('output')),
    ...(recipe.twoClocks ? ([0, 1] as const) : ([0] as const)).map(mixed),
  ];
  // Inputs from outside take any bits, and not every combination is a case of an enum.
  const typeOfPort = ({ dir, recipe: type }: PortSpec) => typeOf(type, isTop && dir === 'input');
  const lines: string[] = [];
  const make: Module = module<Params, Record<string, Port>>(
    name,
    ({ other }) =>
      Object.fromEntries(
        ports.map(spec => {
          const options = spec.clock && other ? { domain: other } : {};
          return [spec.name, { port: spec.dir === 'input' ? 'in' : 'out', type: typeOfPort(spec).type, ...options }];
        }),
      ),
    (io, params) => {
      const modules = Object.fromEntries(children.map(child => [child.name, child.make]));
      const writer = new Writer({ ...shared, ...modules, io, ...params });
      try {
        bodyOf(recipe, ports, typeOfPort, children, writer, clockOf);
      } finally {
        // The second time, with other parameters, the same text comes again.
        if (lines.length === 0) lines.push(headOf(), ...writer.lines, '});');
      }
    },
  );
  const headOf = (): string => {
    const params = recipe.twoClocks ? '{ k, other }' : '{ k }';
    const list = ports.map(spec => {
      const options = spec.clock ? ', { domain: other }' : '';
      return `  ${spec.name}: ${spec.dir}(${typeOfPort(spec).text}${options}),`;
    });
    return [`const ${name} = module('${name}', (${params}) => ({`, ...list, `}), (io, ${params}) => {`].join('\n');
  };
  return { name, recipe, ports, make, lines };
}

function bodyOf(
  recipe: ModuleRecipe,
  ports: readonly PortSpec[],
  typeOfPort: (spec: PortSpec) => { readonly type: ReturnType<typeof typeOf>['type'] },
  children: readonly Made[],
  writer: Writer,
  clockOf: (type: TypeRecipe) => Clock,
): void {
  const pool = new Pool(writer);
  const targets: Target[] = [];
  for (const spec of ports) {
    const { type } = typeOfPort(spec);
    if (spec.dir === 'input') pool.keep(spec.clock, `io.${spec.name}`, type);
    else targets.push({ text: `io.${spec.name}`, type, clock: spec.clock });
  }
  pool.add(undefined, 'lit(uint(8), k)');
  // With a register of its own the first clock is that of the ports that name none.
  if (recipe.twoClocks) pool.add(0, 'delay(lit(uint(3), 5))');
  for (const [i, type] of recipe.registers.entries()) targets.push(register(pool, type, `r${i}`, clockOf(type)));
  for (const [i, type] of recipe.memories.entries()) targets.push(memory(pool, type, `mem${i}`, recipe.twoClocks));
  recipe.steps.forEach((step, i) => {
    const clock: Clock = recipe.twoClocks && step.choices[5]! % 2 ? 1 : 0;
    const memories = targets.filter(({ address }) => address !== undefined);
    const able = children.filter(child => recipe.twoClocks || !child.recipe.twoClocks);
    const special = step.op % 8;
    if (special === 0 && able.length > 0) instance(pool, able[step.choices[0]! % able.length]!, step, clock, i);
    else if (special === 1) wireOf(pool, step, clock, i);
    else if (special === 2 && recipe.twoClocks) crossing(pool, step, clock, i);
    else if (special === 3 && memories.length > 0) read(pool, memories[0]!, step, clock);
    else if (special === 4) pool.add(clock, lanes(pool, clock, step));
    else pool.add(clock, expressions[step.choices[4]! % expressions.length]!(pool, clock, step));
  });
  const outputs = targets.filter(({ text }) => text.startsWith('io.') && !text.startsWith('io.mix'));
  for (const { text, clock } of targets.filter(target => target.text.startsWith('io.mix'))) {
    const values = pool.of(clock, () => true).map(entry => entry.text);
    writer.statement(`${text}.set(mix(${values.join(', ')}))`);
  }
  outputs.forEach(({ text, type, clock }, i) => {
    writer.statement(`${text}.set(${pool.source(clock, type, 3 * i + recipe.steps.length)})`);
  });
  act(
    pool,
    targets.filter(({ text }) => !text.startsWith('io.mix')),
    recipe.actions,
    new Set(outputs.map(({ text }) => text)),
  );
}

function register(pool: Pool, recipe: TypeRecipe, name: string, clock: Clock): Target {
  const { type, text } = typeOf(recipe);
  const [, , , how, value] = recipe.choices;
  const options = [
    ...(how! % 4 > 0 ? [`init: ${literalOf(type, value!)}`] : []),
    ...(how! % 4 === 3 ? ['reset: false'] : []),
    ...(how! % 5 === 4 ? [`enable: ${pool.bool(clock, value!).text}`] : []),
    ...(clock ? ['domain: other'] : []),
  ];
  pool.writer.declare(name, `reg(${text}, { ${options.join(', ')} })`);
  pool.keep(clock, name, type);
  return { text: name, type, clock };
}

function memory(pool: Pool, recipe: TypeRecipe, name: string, twoClocks: boolean): Target {
  const { type, text } = typeOf(recipe);
  const [size, init, , how] = recipe.choices;
  const depth = 1 + (size! % 9);
  const words = Array.from({ length: init! % (depth + 1) }, (_, i) => literalOf(type, init! + i));
  const options = [`init: [${words.join(', ')}]`, ...(how! % 2 ? [`readUnderWrite: 'new'`] : [])];
  pool.writer.declare(name, `mem(${text}, ${depth}, { ${options.join(', ')} })`);
  return { text: name, type, clock: twoClocks && how! % 3 === 2 ? 1 : 0, address: 1 + (depth - 1).toString(2).length };
}

/** A read port of either kind; what the other clock sees of a memory, it sees after its own edge. */
function read(pool: Pool, target: Target, { choices }: Step, clock: Clock): void {
  const address = pool.bits(clock, choices[0]!, target.address!);
  const options = [
    ...(choices[1]! % 3 === 0 ? [`enable: ${pool.bool(clock, choices[2]!).text}`] : []),
    ...(clock ? ['domain: other'] : []),
  ];
  if (choices[1]! % 2 && clock === target.clock) pool.add(clock, `${target.text}.read(${address})`);
  else pool.add(clock, `${target.text}.readSync(${address}, { ${options.join(', ')} })`);
}

/** A wire with a default and exceptions from it. */
function wireOf(pool: Pool, { type: recipe, choices, actions }: Step, clock: Clock, i: number): void {
  const { type, text } = typeOf(recipe);
  const name = `w${i}`;
  pool.writer.declare(name, `wire(${text}, ${pool.source(clock, type, choices[0]!)})`);
  act(pool, [{ text: name, type, clock }], actions, new Set([name]));
  pool.keep(clock, name, type);
}

/** A value of the other clock, through a synchroniser. */
function crossing(pool: Pool, { choices, type: recipe }: Step, clock: Clock, i: number): void {
  const { type, text } = typeOf(recipe);
  const from: Clock = clock ? 0 : 1;
  const call = `sync({ type: ${text} })`;
  pool.writer.declare(`s${i}`, clock ? `inDomain(other, () => ${call})` : call);
  pool.writer.statement(`s${i}.d.set(${pool.source(from, type, choices[0]!)})`);
  pool.keep(clock, `s${i}.q`, type);
}

function instance(pool: Pool, child: Made, { choices }: Step, clock: Clock, i: number): void {
  const name = `u${i}`;
  const call = `${child.name}({ k: ${choices[1]! % 3}${child.recipe.twoClocks ? ', other' : ''} })`;
  pool.writer.declare(name, clock && !child.recipe.twoClocks ? `inDomain(other, () => ${call})` : call);
  const clockOf = (spec: PortSpec): Clock => (child.recipe.twoClocks ? spec.clock : clock);
  const signals = pool.writer.evaluate<Record<string, unknown>>(name);
  for (const [n, spec] of child.ports.entries()) {
    const signal = signals[spec.name];
    if (!isHardware(signal)) throw new Error(`no port ${spec.name}`);
    const type = typeOfSignal(signal);
    if (spec.dir === 'input')
      pool.writer.statement(`${name}.${spec.name}.set(${pool.source(clockOf(spec), type, choices[n % 5]!)})`);
  }
  for (const spec of child.ports) {
    if (spec.dir === 'output') pool.keep(clockOf(spec), `${name}.${spec.name}`, typeOf(spec.recipe).type);
  }
}
