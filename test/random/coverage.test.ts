import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { designOf, ops, type Stmt } from '../../dsl/ir/index.js';
import { build } from './design.js';
import { recipes } from './recipe.js';

/** The random designs are a net only if everything is caught in it: a few of them already hold the whole language. */
const designs = fc.sample(recipes, { numRuns: 250, seed: 2 }).map(recipe => build(recipe).circuit[designOf]);
const modules = designs.flatMap(design => design.modules);

const statements = (body: readonly Stmt[]): Stmt[] =>
  body.flatMap(stmt => {
    if (stmt.kind === 'if') return [stmt, ...statements(stmt.then), ...statements(stmt.else)];
    if (stmt.kind !== 'case') return [stmt];
    return [stmt, ...[...stmt.arms.map(arm => arm.body), stmt.default ?? []].flatMap(statements)];
  });

/** Every one of these occurs at least once. */
function occur(wanted: Iterable<string>, found: Iterable<string>): void {
  const all = new Set(found);
  assert.equal(
    [...wanted].filter(item => !all.has(item)),
    [],
  );
}

test('every operator occurs, on one lane and on several, in every class of widths', () => {
  const nodes = modules.flatMap(module => module.nodes);
  occur(
    Object.keys(ops),
    nodes.map(node => node.op),
  );
  const lanewise = 'and or xor not add mulu muls eq ltu lts shl shru slice cat zext sext mux'.split(' ');
  occur(
    lanewise,
    nodes.filter(node => node.lanes > 1).map(node => node.op),
  );
  const classOf = (width: number): string => (width <= 32 ? 'one word' : width <= 64 ? 'two words' : 'many words');
  occur(
    ['add', 'sub', 'mulu', 'muls', 'and', 'slice', 'shl', 'shru', 'shrs', 'mux', 'cat'].flatMap(op =>
      [8, 64, 65].map(width => `${op} of ${classOf(width)}`),
    ),
    nodes.map(node => `${node.op} of ${classOf(node.width)}`),
  );
});

test('every statement occurs, parts and run-time choices among them', () => {
  const found = modules.flatMap(module => statements(module.body));
  occur(
    ['set', 'if', 'case', 'write', 'check', 'print'],
    found.map(stmt => stmt.kind),
  );
  assert.ok(found.some(stmt => stmt.kind === 'set' && stmt.index !== undefined));
  assert.ok(found.some(stmt => stmt.kind === 'set' && stmt.lane !== undefined));
  assert.ok(found.some(stmt => stmt.kind === 'write' && stmt.mask !== undefined));
});

test('every kind of clock, reset, memory port and hierarchy occurs', () => {
  occur(
    ['rising', 'falling'].flatMap(edge => ['sync', 'async', 'none'].map(reset => `${edge} ${reset}`)),
    modules.flatMap(module => module.domains.map(({ edge, reset }) => `${edge} ${reset?.kind ?? 'none'}`)),
  );
  occur(
    ['true', 'false'],
    modules.flatMap(module => module.domains.map(({ reset }) => `${reset?.activeLow}`)),
  );
  const reads = modules.flatMap(module => module.memories.flatMap(memory => memory.reads));
  occur(
    ['asynchronous', 'old', 'new'],
    reads.map(read => (read.domain === undefined ? 'asynchronous' : read.underWrite)),
  );
  assert.ok(modules.some(module => module.domains.length === 2 && module.instances.length > 0));
  assert.ok(modules.some(module => module.synchroniser));
  assert.ok(designs.some(design => design.modules.length > 3));
});

test.run();
