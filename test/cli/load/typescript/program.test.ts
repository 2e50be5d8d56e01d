import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { erase } from '../../../../cli/load/typescript/erase.js';
import { parser } from '../../../../cli/load/typescript/program.js';
import { Unread } from '../../../../cli/load/typescript/unread.js';
import { byAcorn, byEsbuild, comparable, filesBelow } from './peer.js';

const reading = suite('grace: reading TypeScript');

const parse = await parser();

const javascript = (text: string): string => erase(text, parse(text).types);

/** Undefined for a file that is left to esbuild. */
function read(text: string): { code: string; program: unknown } | undefined {
  try {
    const { program, types } = parse(text);
    const code = erase(text, types);
    return { code, program: comparable(program, code) };
  } catch (error) {
    if (error instanceof Unread) return undefined;
    throw error;
  }
}

reading('of every file of this project: what acorn reads, without the types that esbuild takes away', () => {
  const files = filesBelow('cli', 'dsl', 'examples', 'bench', 'test/types', 'test/dsl/error');
  let left = 0;
  for (const { path, text } of files) {
    const found = read(text);
    if (!found) left += 1;
    else {
      assert.equal(found.program, byAcorn(found.code), path);
      assert.is(byEsbuild(found.code, 'js'), byEsbuild(text, 'ts'), path);
    }
  }
  assert.ok(files.length > 400);
  assert.ok(left < files.length / 10, `${left} of ${files.length} files are left to esbuild`);
});

/** What one writes in TypeScript, and what is read instead. */
const erased: readonly [typescript: string, javascript: string][] = [
  ['let a: number = 1;', 'let a         = 1;'],
  ['let a!: number, b: string;', 'let a         , b        ;'],
  ['const f = (a: A, b?: B): C => a;', 'const f = (a   , b    )    => a;'],
  ['const f = <T,>(a: T) => a;', 'const f =     (a   ) => a;'],
  ['const f = async <T>(a: T): Promise<T> => a;', 'const f = async    (a   )             => a;'],
  ['const a = b as unknown as C, d = e!;', 'const a = b                , d = e ;'],
  ['const a = f<A, B<C>>(d)!.e;', 'const a = f         (d) .e;'],
  ['const a = b < c && d > (e);', 'const a = b < c && d > (e);'],
  ['const a = b ? (c) : (d) => e;', 'const a = b ? (c) : (d) => e;'],
  ['const a = new B<C>(), d = new E;', 'const a = new B   (), d = new E;'],
  ['const a = { b: 1 } satisfies C;', 'const a = { b: 1 }            ;'],
  ['const re = a / b / c, d = /[/"]/g;', 'const re = a / b / c, d = /[/"]/g;'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
  ['const t = `a${`b${c as D}`}`;', 'const t = `a${`b${c     }`}`;'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
  ['type A = { b: `c${D}` };', ';                       '],
  ['type = 1; type\nA\n', 'type = 1; type\nA\n'],
  ['interface A<B> extends C, D<E> { f(): void }\nlet g;', ';                                           \nlet g;'],
  [
    'function f(a: A): void;\nfunction f(this: B, a: any) {}',
    ';                      \nfunction f(         a     ) {}',
  ],
  ['function f(a: unknown): a is B { return true; }', 'function f(a         )         { return true; }'],
  ['function f(a: unknown): asserts a {}', 'function f(a         )            {}'],
  [
    'abstract class A<B> extends C<D> implements E { private readonly f: G = 1; abstract h(): void; }',
    '         class A    extends C                 {                  f    = 1; ;                   }',
  ],
  ['class A { [key: string]: B; static #c?: D; e?(): F; }', 'class A { ;                 static #c    ; ;        }'],
  ['class A { get = 1; static; async() {} }', 'class A { get = 1; static; async() {} }'],
  [
    'type A = B extends (infer C extends D)[] ? keyof C : never;',
    ';                                                          ',
  ],
  ['type A = new (...a: B[]) => typeof c.d[number];', ';                                              '],
  ["import type { A } from './a.js';", ';                               '],
  ["export type { A } from './a.js';", ';                               '],
  ["import { type A, b, type C as D } from './a.js';", "import {         b,             } from './a.js';"],
  ["import type from './a.js';", "import type from './a.js';"],
  ['for (const a of b as C[]) d(a);', 'for (const a of b       ) d(a);'],
  ['try {} catch (e: unknown) {}', 'try {} catch (e         ) {}'],
  ['declare const a: number;', ';                       '],
  ['declare class A { b: C }\nlet d;', ';                       \nlet d;'],
  ['export declare const a: B;', ';                         '],
  ['const ä: number = 1;', 'const ä         = 1;'],
  ['const f = ({ a }: A, [b]?: B) => a;', 'const f = ({ a }   , [b]    ) => a;'],
  ['function f(this: A): void {}', 'function f(       )       {}'],
  ['(a as B).c = d!;', '(a     ).c = d ;'],
  ['const a = (b as C) + d;', 'const a = (b     ) + d;'],
  ['class A { b(): void; b(c?: D): void {} }', 'class A { ;          b(c    )       {} }'],
  ['class A { override readonly "b"?: C; declare d: E; }', 'class A {                   "b"    ; ;             }'],
  ["module('a', () => {});\nlet b;", "module('a', () => {});\nlet b;"],
];
for (const [typescript, expected] of erased)
  reading(typescript, () => {
    const code = javascript(typescript);
    assert.is(code.trimEnd(), expected.trimEnd());
    assert.is(code.length, typescript.length);
    assert.equal(comparable(parse(typescript).program, code), byAcorn(code));
  });

/** What becomes more than JavaScript with blanks, and what is wrong. */
const left = [
  'enum A { B }',
  'const enum A { B }',
  'namespace A {}',
  'import a = require("a");',
  'class A { constructor(private b: C) {} }',
  '@a class B {}',
  'class A { @b c; }',
  'class A { accessor b = 1; }',
  'class A { b = 1\n readonly [c] = 2 }',
  'class A { get: B\n c() {} }',
  'class A { private /* readonly */ b = 1 }',
  'export default interface A {}',
  'const a = b<C>;',
  'const f = async <\nA>(b: A) => b;',
  "const a = () => import('b');",
  'using a = b;',
  'const a = await b;',
  'const a = import("b");',
  'const a = import.meta.url;',
  "import './a.js';",
  "import a from './a.json' with { type: 'json' };",
  'const a = <B>c;',
  'const f = (a): {\n b: C } => a;',
  'const a = b as C\n(d);',
  'const a = b + c as D * e;',
  'a <!-- b\n',
  'return 1;',
  'const a = ;',
  'const a = (1;',
  'const a = "b\n";',
  'const a = `b',
  'a /* b',
  'f(a b);',
];
for (const text of left)
  reading(`left to esbuild: ${text}`, () =>
    assert.throws(
      () => parse(text),
      (error: unknown) => error instanceof Unread,
    ),
  );

reading('tells which names are values, which of them are assigned, and whether there are fields', () => {
  const found = parse(
    "import { a, b as c, type D } from 'e';\nl: for (f of [g.h]) { const i: J = { k: a }; break l; }\n[m, { n: o = 1 }] = c; p++; (q as R) = 1; export { i as s };\n",
  );
  assert.equal([...found.used].sort(), ['a', 'c', 'f', 'g', 'i', 'm', 'o', 'p', 'q']);
  assert.equal([...found.assigned].sort(), ['f', 'm', 'o', 'p', 'q']);
  assert.is(found.hasFields, false);
  assert.is(parse('class A { b() {} }').hasFields, false);
  for (const member of ['b = 1', 'declare b: C', 'abstract b: C', 'static b?: C'])
    assert.is(parse(`abstract class A { ${member}; }`).hasFields, true);
});

reading('of a text that is cut off anywhere ends', () => {
  const { text } = filesBelow('examples/rv32i').find(({ path }) => path.endsWith('core.ts'))!;
  for (let length = 0; length < text.length; length += 7) read(text.slice(0, length));
});

reading.run();
