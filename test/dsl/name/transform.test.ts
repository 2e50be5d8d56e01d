import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { nameValues } from '../../../dsl/name/transform.js';
import { golden } from '../../golden.js';

const transform = suite('nameValues');

type Call = readonly [name: string, value: unknown, level: unknown];

/** Runs a program that returns a value; also gives the naming calls it made, in order. */
function evaluate(code: string): { result: unknown; calls: Call[] } {
  const calls: Call[] = [];
  const named = (name: string, value: unknown, level: unknown): unknown => {
    calls.push([name, value, level]);
    return value;
  };
  const body = code.replace(/^import .*naming';$/m, '');
  return { result: new Function('__grace_named', body)(named), calls };
}

/** `return` makes a script no module: it is put behind the transform. */
const run = (code: string, result: string) => evaluate(`${nameValues(code).code}\nreturn ${result};`);

transform('reads well and keeps every line', () => {
  const source = [
    'export const sum = a.add(b);',
    'const { carry, nested: { deep = f() }, ...rest } = adder(a), [first, , third] = g();',
    'const pair = { left: reg(u8), right: c ? reg(u8) : reg(u16) };',
    'class Counter {',
    '  count = reg(u8);',
    '  #hidden = reg(u8);',
    '  static shared = reg(u8);',
    '  step = () => this.count;',
    '  constructor() {',
    '    this.next = this.count.add(1);',
    '  }',
    '}',
    'connect({ left: a.not(), right: b, width: 8 });',
    'const total = await pipe({ stage: reg(u8) });',
    'for (const lane of range(4)) {',
    '  const product = lane.mul(2)',
    '}',
    'for (const i = start(); ; ) break;',
    'let running = a.add(b);',
    'const size = 8, text = "x", name = `n`, f = function () {}, g2 = x => x, C = class {}, isZero = size === 0;',
  ].join('\n');
  const { code } = nameValues(source);
  golden('name/transform.js', code);
  const lines = code.split('\n');
  for (const [i, line] of source.split('\n').entries())
    assert.ok(lines[i]!.startsWith(line.slice(0, 8)), `line ${i + 1} has moved`);
});

transform('leaves code alone that it cannot parse, and code without anything to name', () => {
  for (const code of ['const x = ;', 'let y = f();', 'f({ width: 8 });', '']) assert.is(nameValues(code).code, code);
});

transform('names what each pattern binds, and evaluates everything once', () => {
  const { result, calls } = run(
    `let n = 0; const next = () => ({ id: ++n });
     const a = next(), { b, c: [d] } = { b: next(), c: [next()] }; const [e = next()] = [];`,
    '[a.id, b.id, d.id, e.id, n]',
  );
  assert.equal(result, [1, 2, 3, 4, 4]);
  assert.equal(
    calls.map(([name]) => name),
    ['a', 'b', 'd', 'e'],
  );
});

transform('a key gives way to a declaration, and a function keeps its own name', () => {
  const { result, calls } = run(
    'const id = x => x; const box = id({ part: id(1) }); const made = { whole: id(2) }; const arrow = () => 0;',
    'arrow.name',
  );
  assert.is(result, 'arrow');
  assert.equal(calls, [
    ['part', 1, 'hint'],
    ['box', { part: 1 }, undefined],
    ['made', { whole: 2 }, undefined],
  ]);
});

/** A binding pattern with the value it takes apart, and the names it binds with their values. */
interface Bound {
  readonly pattern: string;
  readonly value: string;
  readonly names: readonly (readonly [string, number])[];
}

const bound = fc.letrec<{ bound: Bound; leaf: Bound; array: Bound; object: Bound }>(tie => ({
  bound: fc.oneof({ maxDepth: 3 }, tie('leaf'), tie('array'), tie('object')),
  leaf: fc.nat(999).map(n => ({ pattern: '@', value: `id(${n})`, names: [['@', n]] })),
  array: fc.array(tie('bound'), { maxLength: 3 }).map(parts => ({
    pattern: `[${parts.map(p => p.pattern).join(', ')}]`,
    value: `id([${parts.map(p => p.value).join(', ')}])`,
    names: parts.flatMap(p => p.names),
  })),
  object: fc.array(tie('bound'), { maxLength: 3 }).map(parts => ({
    pattern: `{ ${parts.map((p, i) => `k${i}: ${p.pattern}`).join(', ')} }`,
    value: `{ ${parts.map((p, i) => `k${i}: ${p.value}`).join(', ')} }`,
    names: parts.flatMap(p => p.names),
  })),
})).bound;

transform('any pattern: same values, each under its name, in order', () => {
  fc.assert(
    fc.property(fc.array(bound, { minLength: 1, maxLength: 4 }), fc.boolean(), (declarators, semicolon) => {
      let count = 0;
      const text = declarators.map(d => `${d.pattern.replaceAll('@', () => `v${count++}`)} = ${d.value}`).join(', ');
      const expected = declarators.flatMap(d => d.names).map(([, value], i) => [`v${i}`, value] as const);
      const names = expected.map(([name]) => name);
      const { result, calls } = run(`function id(x) { return x }\nconst ${text}${semicolon ? ';' : ''}`, `[${names}]`);
      assert.equal(
        result,
        expected.map(([, value]) => value),
      );
      assert.equal(
        calls.filter(call => call[2] === undefined).map(([name, value]) => [name, value]),
        expected,
      );
    }),
  );
});

transform.run();
