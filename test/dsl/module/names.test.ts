import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bool, type Circuit, designOf, input, module, output, u8, uint } from '../../../dsl/index.js';
import { circuitOf, codesOf } from '../rig.js';

const names = suite('names of modules');

const modulesOf = (circuit: Circuit): string[] => circuit[designOf].modules.map(({ name }) => name);
const instancesOf = (circuit: Circuit): string[] =>
  circuit[designOf].modules.at(-1)!.instances.map(({ name, module }) => `${name}: ${module}`);

/** A module that passes a value on, whatever its parameters. */
const wireOf = <P>(name: string) =>
  module(
    name,
    (_: P) => ({ a: input(u8), y: output(u8) }),
    ({ a, y }) => y.set(a),
  );

/** A top that chains instances made by each of the calls. */
const chain = (...make: readonly (() => { a: { set(x: never): void }; y: unknown })[]) =>
  circuitOf({ a: input(u8), y: output(u8) }, ({ a, y }) => {
    let value: unknown = a;
    for (const call of make) {
      const io = call();
      io.a.set(value as never);
      value = io.y;
    }
    y.set(value as never);
  });

names('the same parameters are one module, in whatever order they are written', () => {
  const stage = wireOf<{ width: number; depth?: number; list?: readonly number[] }>('stage');
  const same = chain(
    () => stage({ width: 8, depth: 2 }),
    () => stage({ depth: 2, width: 8 }),
    () => stage({ width: 8, depth: 2 }),
  );
  assert.equal(modulesOf(same), ['stage', 'dut']);
  assert.equal(instancesOf(same), ['u_stage_0: stage', 'u_stage_1: stage', 'u_stage_2: stage']);
});

names('variants are named by the parameters that differ, and by nothing else', () => {
  const stage = wireOf<{ width: number; depth: number; mode?: string; list?: readonly number[] }>('stage');
  const two = chain(
    () => stage({ width: 8, depth: 2 }),
    () => stage({ width: 16, depth: 2 }),
  );
  assert.equal(modulesOf(two), ['stage_w8', 'stage_w16', 'dut']);
  const more = chain(
    () => stage({ width: 8, depth: 2, mode: 'fast' }),
    () => stage({ width: 8, depth: 3 }),
    () => stage({ width: 8, depth: -1 }),
    () => stage({ width: 8, depth: 2.5 }),
  );
  assert.equal(modulesOf(more), ['stage_d2_mfast', 'stage_d3', 'stage_dm1', 'stage_d2p5', 'dut']);
  const types = module(
    'typed',
    (t: typeof u8) => ({ a: input(t), y: output(t) }),
    ({ a, y }) => y.set(a),
  );
  const byType = circuitOf({}, () => {
    for (const width of [8, 9]) {
      const io = types(uint(width) as typeof u8);
      io.a.set(0);
    }
  });
  assert.equal(modulesOf(byType), ['typed_u8', 'typed_u9', 'dut']);
});

names('names do not depend on what else was built, nor on the order of building', () => {
  const build = () => {
    const stage = wireOf<{ taps: readonly number[]; fn: (x: number) => number }>('stage');
    return chain(
      () => stage({ taps: [1, 2, 3], fn: x => x }),
      () => stage({ taps: [1, 2, 4], fn: x => x }),
      () => stage({ taps: [1, 2, 4], fn: x => x + 1 }),
    );
  };
  const first = modulesOf(build());
  for (let i = 0; i < 3; i++) wireOf<{ f: () => void }>('other')({ f: () => {} });
  assert.equal(modulesOf(build()), first);
  assert.is(new Set(first).size, 4);
});

names('equal objects are one module; of a class, each object is itself', () => {
  class Table {
    readonly #words: readonly number[];
    constructor(words: readonly number[]) {
      this.#words = words;
    }
    get first(): number {
      return this.#words[0]!;
    }
  }
  const rom = module(
    'rom',
    (_: { table: Table | Map<string, number> }) => ({ y: output(u8) }),
    ({ y }, { table }) => y.set(table instanceof Map ? table.get('first')! : table.first),
  );
  const count = (...tables: readonly (Table | Map<string, number>)[]) =>
    modulesOf(circuitOf({}, () => tables.forEach(table => void rom({ table })))).length - 1;
  const one = new Table([1]);
  assert.is(count(one, one), 1);
  assert.is(count(one, new Table([2])), 2);
  assert.is(count(new Map([['first', 1]]), new Map([['first', 2]])), 2);
});

names('two modules that are called alike stay apart', () => {
  const build = () => {
    const a = wireOf<{ width: number }>('stage');
    const b = module(
      'stage',
      () => ({ a: input(u8), y: output(u8) }),
      ({ a, y }) => y.set(a.not()),
    );
    return chain(
      () => a({ width: 8 }),
      () => a({ width: 9 }),
      () => b(),
    );
  };
  assert.equal(modulesOf(build()), ['stage_w8', 'stage_w9', 'stage', 'dut']);
  assert.equal(modulesOf(build()), modulesOf(build()));
});

names('a module that is called like a variant of another is an error', () => {
  const a = wireOf<{ width: number }>('stage');
  const b = wireOf<undefined>('stage_w8');
  const build = () =>
    chain(
      () => a({ width: 8 }),
      () => a({ width: 9 }),
      () => b(),
    );
  assert.equal(codesOf(build), ['HW026']);
});

names('an instance has the name that it is given, or that of its module', () => {
  const stage = wireOf<undefined>('stage');
  assert.equal(instancesOf(chain(() => stage())), ['u_stage: stage']);
  assert.equal(instancesOf(chain(() => stage(undefined, { name: 'first' }))), ['first: stage']);
});

names('a name that is none, and a signal as parameter, are errors', () => {
  assert.equal(
    codesOf(() =>
      module(
        '3x3',
        () => ({}),
        () => {},
      ),
    ),
    ['HW002'],
  );
  const stage = wireOf<{ gain: unknown }>('stage');
  assert.equal(
    codesOf(() => circuitOf({ c: input(bool) }, ({ c }) => void stage({ gain: c }))),
    ['HW002'],
  );
});

names('a module that holds itself without end is an error', () => {
  const self: ReturnType<typeof wireOf<number>> = module(
    'self',
    (_: number) => ({ a: input(u8), y: output(u8) }),
    ({ a, y }, n) => {
      const inner = self(n + 1);
      inner.a.set(a);
      y.set(inner.y);
    },
  );
  assert.equal(
    codesOf(() => self(0)),
    ['HW002'],
  );
});

names.run();
