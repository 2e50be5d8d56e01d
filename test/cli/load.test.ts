import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { entries } from '../../cli/load/entries.js';
import { counter, Workshop } from './grace.js';

/** Every way in which a design cannot be loaded: one error each, in one format, with a way out. */
const load = suite('grace: loading a design');

const shop = new Workshop({
  'broken.ts': 'export const x = ;\n',
  'far.ts': "import './part.js';\n",
  'part.ts': 'export const y = (1;\n',
  'lost.ts': "import { x } from './nowhere.js';\nexport default x;\n",
  'throws.ts':
    "const size: number = Number(8);\nif (size > 4) throw new RangeError('size ' + size + ' is too much');\nexport {};\n",
  'throws-inside.ts':
    "import { module, output, u8 } from 'grace-hdl';\nconst table = (n: number): number => {\n  throw new Error('no table ' + n);\n};\nexport default module('t', () => ({ y: output(u8) }), io => io.y.set(table(3)));\n",
  'nothing.ts': 'export const size = 8;\nexport const f = () => 1;\n',
  'several.ts': `${counter.replace('export default', 'export const byte =')}\nexport const nibble = counter({ width: 4 });\n`,
  'open.ts': counter.replace(/export default.*/, ''),
  'counter.ts': counter,
  'wrong.ts': counter.replace('io.count.set(count)', 'io.count.set(count.extend(9))'),
  'misspelt.ts': "import { u8, regg } from 'grace-hdl';\nexport default regg(u8);\n",
  'misspelt-far.ts': "import './misspelt.js';\n",
  'misspelt-own.ts': "import { nibbel } from './several.js';\nexport default nibbel;\n",
  'no-entry.ts': "import { u8 } from 'grace-hdl/simulator';\nexport default u8;\n",
  'notes.txt': 'no design\n',
});
load.after(() => shop.remove());

const cases: readonly [what: string, args: readonly string[], code: number, error: string][] = [
  [
    'does not exist',
    ['check', 'absent.ts'],
    1,
    'error: no such file: absent.ts\n  help: give the path of a design, such as src/counter.ts\n',
  ],
  ['is a folder', ['check', '.'], 1, 'error: . is a folder\n  help: give a file in it: counter.ts\n'],
  [
    'is no design',
    ['check', 'notes.txt'],
    1,
    'error: notes.txt is no TypeScript file\n  help: a design is a .ts or .js module\n',
  ],
  [
    'does not parse',
    ['check', 'broken.ts'],
    1,
    `error: cannot read the design: Unexpected ";"
  broken.ts:1:18    export const x = ;
                                     ^
  help: mend the syntax at this place
`,
  ],
  [
    'imports a file that does not parse',
    ['check', 'far.ts'],
    1,
    `error: cannot read the design: Expected ")" but found ";"
  part.ts:1:20    export const y = (1;
                                     ^
  help: mend the syntax at this place
`,
  ],
  [
    'imports a name that is not there',
    ['sim', 'misspelt.ts'],
    1,
    `error: there is no 'regg' to import
  misspelt.ts:1:14    import { u8, regg } from 'grace-hdl';
                                   ^^^^
  help: check the spelling, and which package exports it
`,
  ],
  [
    'imports a file that imports a name that is not there',
    ['sim', 'misspelt-far.ts'],
    1,
    `error: there is no 'regg' to import
  misspelt.ts:1:14    import { u8, regg } from 'grace-hdl';
                                   ^^^^
  help: check the spelling, and which package exports it
`,
  ],
  [
    'imports a name that a file of its own does not have',
    ['sim', 'misspelt-own.ts'],
    1,
    `error: there is no 'nibbel' to import
  misspelt-own.ts:1:10    import { nibbel } from './several.js';
                                   ^^^^^^
  help: check the spelling, and which file exports it
`,
  ],
  [
    'imports an entry point that is not there',
    ['sim', 'no-entry.ts'],
    1,
    `error: cannot find the import 'grace-hdl/simulator'
  no-entry.ts:1:20    import { u8 } from 'grace-hdl/simulator';
                                         ^^^^^^^^^^^^^^^^^^^^^
  help: grace-hdl has ${[...entries.keys()].join(', ')}
`,
  ],
  [
    'imports what is not there',
    ['check', 'lost.ts'],
    1,
    `error: cannot find the import './nowhere.js'
  lost.ts:1:19    import { x } from './nowhere.js';
                                    ^^^^^^^^^^^^^^
  help: check the path, or install the package
`,
  ],
  [
    'throws while it is built',
    ['check', 'throws-inside.ts', '--no-types'],
    1,
    'error: t cannot be built: no table 3\n  throws-inside.ts:3:9 in table\n  throws-inside.ts:5:70\n',
  ],
  ['throws', ['check', 'throws.ts'], 1, 'error: throws.ts threw RangeError: size 8 is too much\n  throws.ts:2:21\n'],
  [
    'exports nothing to build',
    ['check', 'nothing.ts'],
    1,
    "error: nothing.ts exports no module and no circuit\n  help: export what is to be built: export const counter = module('counter', ...)\n",
  ],
  [
    'exports several tops',
    ['verilog', 'several.ts'],
    1,
    'error: several.ts exports several modules: byte (module counter), counter, nibble (module counter)\n  help: say which: --top byte\n',
  ],
  [
    'has no such top',
    ['check', '--no-types', 'counter.ts', '--top', 'count'],
    1,
    "error: counter.ts exports no 'count'\n  help: --top takes one of: counter, default (module counter)\n",
  ],
  [
    'gets a parameter without a value',
    ['check', '--no-types', 'open.ts', '--param', 'width'],
    2,
    "error: 'width' is not of the form name=value\n  help: --param width=8\n",
  ],
  [
    'gets broken JSON',
    ['check', '--no-types', 'open.ts', '--param', 'width=[1,'],
    2,
    "error: the value of 'width=[1,' is not JSON: Unexpected end of JSON input\n  help: --param 'kernel=[1,2,1]'\n",
  ],
  [
    'is called with a misspelt option',
    ['check', '--no-types', 'open.ts', '--parm', 'width=8'],
    2,
    "error: unknown option '--parm'\n  help: Did you mean --param?\n",
  ],
  [
    'is called without a file',
    ['sim'],
    2,
    "error: missing required argument 'file'\n  help: grace sim --help shows how it is called\n",
  ],
  [
    'is called with a number that is none',
    ['sim', 'counter.ts', '--cycles', 'many'],
    2,
    "error: --cycles is 'many', not a whole number of at least 0\n  help: --cycles 1000\n",
  ],
];

for (const [what, args, code, error] of cases)
  load(`a design that ${what}`, async () => {
    const answer = await shop.grace(...args);
    assert.is(answer.err, error);
    assert.is(answer.code, code);
    assert.is(answer.out, '');
  });

load('a design with an error of the language shows the line in the source', async () => {
  const { code, err } = await shop.grace('check', 'wrong.ts', '--no-types');
  assert.is(code, 1);
  assert.match(err, /^error HW014: width mismatch/);
  assert.match(err, /wrong\.ts:10:\d+ +io\.count\.set\(count\.extend\(9\)\)/);
});

load('a module that takes parameters, called without them, says so', async () => {
  const { code, err } = await shop.grace('check', '--no-types', 'open.ts');
  assert.is(code, 1);
  assert.match(err, /^error: counter cannot be built without parameters: it takes width\n {2}open\.ts:\d/);
  assert.match(err, /help: --param width=value/);
});

load('a parameter of the wrong kind is refused by the language', async () => {
  const { code, err } = await shop.grace('check', '--no-types', 'open.ts', '--param', 'width=wide');
  assert.is(code, 1);
  assert.match(err, /^error HW002: /);
  assert.match(err, /wide/);
});

load('a parameter that the module does not have is refused', async () => {
  const { code, err } = await shop.grace('check', '--no-types', 'open.ts', '--param', 'width=4', '--param', 'wdith=8');
  assert.is(code, 1);
  assert.is(err, "error: counter has no parameter 'wdith'\n  help: it reads width\n");
});

load('every entry point of the package can be imported by a design', () => {
  const { exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const names = Object.keys(exports).filter(key => key !== './package.json');
  assert.equal([...entries.keys()].sort(), names.map(key => `grace-hdl${key.slice(1)}`).sort());
});

load('a package that describes hardware works with the copy of the command', async () => {
  const other = new Workshop({
    'design.ts': "import { counter } from 'counters';\nexport default counter({ width: 3 });\n",
    'node_modules/counters/package.json':
      '{ "type": "module", "exports": "./index.js", "peerDependencies": { "grace-hdl": "*" } }',
    // Written out by hand what a build leaves: names are given already, and no types.
    'node_modules/counters/index.js': `import { module, output, reg, uint } from 'grace-hdl';
import { named } from 'grace-hdl/naming';
export const counter = module('counter', ({ width }) => ({ count: output(uint(width)) }), (io, { width }) => {
  const value = named('value', reg(uint(width), { init: 0 }));
  value.set(value.addWrap(1));
  io.count.set(value);
});
`,
  });
  const { out, err } = await other.grace('sim', 'design.ts', '--cycles', '11', '--json');
  other.remove();
  assert.is(err, '');
  assert.equal(JSON.parse(out).ports, { count: 3 });
});

load('no run leaves anything behind', () => {
  assert.equal(
    shop.files().filter(file => !/^[\w-]+\.(?:ts|txt)$/.test(file)),
    [],
  );
});

load.run();
