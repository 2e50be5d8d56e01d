import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const architecture = suite('architecture');
const root = fileURLToPath(new URL('../', import.meta.url));

/** Who may import whom, by the path prefix of the imported file; `docs/architecture.md` says why. */
const rules: Readonly<Record<string, readonly string[]>> = {
  dsl: [],
  'backend-sim': ['dsl/ir/'],
  'backend-verilog': ['dsl/ir/'],
  'stdlib-engines': ['dsl/'],
  codec: ['dsl/', 'backend-sim/', 'stdlib-engines/'],
  cli: ['dsl/', 'backend-sim/', 'backend-verilog/', 'stdlib-engines/', 'codec/'],
};

/** The public entry points that examples go through, as a user does. */
const publicNames = /^grace-hdl(?:\/(?:sim|verilog|engines|codec|naming|esbuild|register))?$/;

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** The imported file from the root, when it is one of ours. */
  readonly to?: string;
}

const slashes = (path: string): string => path.split(sep).join('/');

function filesOf(folder: string): string[] {
  const all = existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    : [];
  // What `grace new` copies is a user's project.
  const ours = (file: string): boolean => file.endsWith('.ts') && !file.startsWith('cli/template/');
  return all.map(file => slashes(join(folder, file))).filter(ours);
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const specifiers = [
    ...source.matchAll(/^\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]/gm),
    ...source.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm),
    ...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g),
  ].map(match => match[1]!);
  return specifiers.map(specifier => {
    if (!specifier.startsWith('.')) return { from: file, specifier };
    const to = slashes(relative(root, resolve(root, dirname(file), specifier)));
    return { from: file, specifier, to: to.replace(/\.js$/, '.ts') };
  });
}

for (const [folder, allowed] of Object.entries(rules)) {
  architecture(`${folder} imports ${allowed.length > 0 ? `only ${allowed.join(' ')}` : 'nothing of ours'}`, () => {
    const wrong = filesOf(folder)
      .flatMap(importsOf)
      .filter(({ to, specifier }) =>
        to
          ? !to.startsWith(`${folder}/`) && !allowed.some(prefix => to.startsWith(prefix))
          : specifier.startsWith('grace-hdl'),
      );
    assert.equal(
      wrong.map(({ from, specifier }) => `${from}: ${specifier}`),
      [],
    );
  });
}

architecture('examples use the public entry points only, and files of their own', () => {
  const wrong = filesOf('examples')
    .filter(file => !file.endsWith('.test.ts'))
    .flatMap(importsOf)
    .filter(({ to, specifier }) =>
      to ? !to.startsWith('examples/') : specifier.startsWith('grace-hdl') && !publicNames.test(specifier),
    );
  assert.equal(
    wrong.map(({ from, specifier }) => `${from}: ${specifier}`),
    [],
  );
});

architecture('what users run does not need the development packages', () => {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const wrong = Object.keys(rules)
    .flatMap(filesOf)
    .flatMap(importsOf)
    .filter(({ specifier }) => !/^(?:\.|node:|grace-hdl)/.test(specifier))
    .filter(
      ({ specifier }) =>
        !Object.keys(dependencies).some(name => specifier === name || specifier.startsWith(`${name}/`)),
    )
    // What is optional is imported when it is asked for.
    .filter(
      ({ from, specifier }) =>
        !Object.hasOwn(peerDependencies, specifier) ||
        staticImportsOf(from).some(found => found.specifier === specifier),
    );
  assert.equal(
    wrong.map(({ from, specifier }) => `${from}: ${specifier}`),
    [],
  );
});

architecture('the loading of the command and of the language stays light', () => {
  const heavy = new Set(['ts-morph', '@yowasp/yosys', 'esbuild', 'acorn', 'oxc-parser']);
  for (const entry of ['dsl/index.ts', 'cli/main.ts'].filter(file => existsSync(join(root, file)))) {
    const seen = new Set<string>([entry]);
    for (const file of seen)
      for (const { to, specifier } of staticImportsOf(file)) {
        assert.not.ok(heavy.has(specifier), `${entry} loads ${specifier} at its start, through ${file}`);
        if (to && existsSync(join(root, to))) seen.add(to);
      }
  }
});

architecture('the command has nothing of the codec in it: cli/load/codec.ts loads it when it is needed', () => {
  const wrong = filesOf('cli').filter(file =>
    importsOf(file).some(({ to, specifier }) => to?.startsWith('codec/') && !isTypeImport(file, specifier)),
  );
  assert.equal(wrong, []);
});

/** Whether a file takes nothing but types from what it imports. */
function isTypeImport(file: string, specifier: string): boolean {
  const source = readFileSync(join(root, file), 'utf8');
  const others = source.replace(/^import type [^;]*;/gm, '').replace(/\btypeof import\([^)]*\)/g, '');
  return !others.includes(`'${specifier}'`);
}

/** Imports that happen whenever the file is loaded: types are erased, and `import()` waits. */
function staticImportsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8');
  return importsOf(file).filter(({ specifier }) => {
    const quoted = `['"]${specifier.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}['"]`;
    return new RegExp(`^(?:import|export)\\s+(?:(?!type\\b)[^;'"]*?\\bfrom\\s*)?${quoted}`, 'm').test(source);
  });
}

architecture.run();
