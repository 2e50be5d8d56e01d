import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Design, Node, SetStmt, Stmt } from '../../../dsl/ir/index.js';
import { effectsOf } from '../../../dsl/pass/analyse/effects.js';
import { checkDrivers } from '../../../dsl/pass/check-drivers.js';
import { hiddenSets } from '../../../dsl/pass/drivers/hidden.js';
import { verify } from '../../../dsl/pass/index.js';
import type { Loose } from '../ir/random-module.js';
import { tape, tapes } from '../ir/tape.js';

const drivers = suite('drivers');

/** Statements that drive one wire, under decisions that are all independent of each other. */
interface Tree {
  readonly design: Design;
  /** Inputs that the statements depend on. */
  readonly decisions: readonly Node[];
  readonly target: Node;
}

function tree(numbers: readonly number[]): Tree {
  const t = tape(numbers);
  const nodes: Node[] = [];
  const add = (node: Loose): number => nodes.push({ id: nodes.length, ...node, format: { kind: 'uint' } }) - 1;
  const lanes = 1 + t.below(3);
  const target = add({ op: 'wire', width: 8, lanes, args: [] });
  const one = add({ op: 'const', width: 8, lanes: 1, args: [], value: [7n] });
  const all = add({ op: 'const', width: 8, lanes, args: [], value: Array<bigint>(lanes).fill(7n) });
  const decisions: number[] = [];
  const decision = (width: number): number => {
    const name = `d${decisions.length}`;
    const node = add({ op: 'input', width, lanes: 1, args: [], name, nameLevel: 'port' });
    decisions.push(node);
    return node;
  };
  const body = (depth: number): Stmt[] => Array.from({ length: t.below(depth === 0 ? 4 : 3) }, () => statement(depth));
  const statement = (depth: number): Stmt => {
    if (depth === 3 || decisions.length === 5 || t.below(3) === 0) {
      return t.oneIn(2)
        ? { kind: 'set', target, value: one, lane: t.below(lanes) }
        : { kind: 'set', target, value: all };
    }
    if (t.oneIn(3)) {
      const subject = decision(2);
      const arms = [
        { match: [1n], body: body(depth + 1) },
        { match: [0n, 3n], body: body(depth + 1) },
      ];
      const rest = t.below(3);
      if (rest === 0) arms.push({ match: [2n], body: body(depth + 1) });
      return { kind: 'case', subject, arms, ...(rest === 1 ? { default: body(depth + 1) } : {}) };
    }
    return { kind: 'if', cond: decision(1), then: body(depth + 1), else: body(depth + 1) };
  };
  const statements = body(0);
  const ports = decisions.map(node => {
    const { name, width } = nodes[node]!;
    return { name: name!, path: [name!], dir: 'in', width, lanes: 1, format: { kind: 'uint' }, node } as const;
  });
  const tables = { domains: [], registers: [], memories: [], instances: [], streams: [] };
  const design: Design = { top: 'top', modules: [{ name: 'top', ports, nodes, body: statements, ...tables }] };
  assert.equal(verify.check(design), []);
  return { design, decisions: decisions.map(id => nodes[id]!), target: nodes[target]! };
}

/** For each lane the statement that gives its value, under every combination of decisions. */
function* outcomes(
  { design, decisions, target }: Tree,
  without?: SetStmt,
): Generator<readonly (SetStmt | undefined)[]> {
  const [{ body }] = design.modules as [Design['modules'][number]];
  const bits = decisions.reduce((sum, { width }) => sum + width, 0);
  for (let choice = 0; choice < 1 << bits; choice++) {
    const values = new Map<number, bigint>();
    let rest = choice;
    for (const { id, width } of decisions) {
      values.set(id, BigInt(rest & ((1 << width) - 1)));
      rest >>= width;
    }
    const winner: (SetStmt | undefined)[] = Array(target.lanes).fill(undefined);
    const run = (list: readonly Stmt[]): void => {
      for (const stmt of list) {
        if (stmt.kind === 'set' && stmt !== without) {
          if (stmt.lane === undefined) winner.fill(stmt);
          else winner[stmt.lane] = stmt;
        } else if (stmt.kind === 'if') run(values.get(stmt.cond) ? stmt.then : stmt.else);
        else if (stmt.kind === 'case') {
          const arm = stmt.arms.find(({ match }) => match.includes(values.get(stmt.subject)!));
          run(arm?.body ?? stmt.default ?? []);
        }
      }
    };
    run(body);
    yield winner;
  }
}

drivers('a missing value is reported exactly when some combination of decisions gives none', () => {
  fc.assert(
    fc.property(tapes(60), numbers => {
      const made = tree(numbers);
      const missing = [...outcomes(made)].some(lanes => lanes.includes(undefined));
      const codes = checkDrivers.check(made.design).map(({ code }) => code);
      assert.is(
        codes.some(code => code === 'HW020' || code === 'HW022'),
        missing,
      );
    }),
    { numRuns: 300 },
  );
});

drivers('an assignment that is reported as hidden never counts', () => {
  fc.assert(
    fc.property(tapes(60), numbers => {
      const made = tree(numbers);
      const module = made.design.modules[0]!;
      for (const { earlier } of hiddenSets(module, effectsOf(module.body))) {
        assert.equal([...outcomes(made, earlier)], [...outcomes(made)]);
        assert.not([...outcomes(made)].some(lanes => lanes.includes(earlier)));
      }
    }),
    { numRuns: 300 },
  );
});

drivers('the path that is named leads to no value', () => {
  fc.assert(
    fc.property(tapes(60), numbers => {
      const made = tree(numbers);
      const found = checkDrivers.check(made.design).find(({ code }) => code === 'HW022');
      if (!found) return;
      const words = [...found.message!.matchAll(/(d\d) is ([\d or]*\d)/g)].map(([, name, values]) => ({
        node: made.decisions.find(node => node.name === name)!,
        values: values!.split(' or ').map(BigInt),
      }));
      const lane = Number(/\[(\d)\]/.exec(found.message!)?.[1] ?? 0);
      const chosen = new Map(words.map(({ node, values }) => [node.id, values[0]!]));
      assert.ok(words.length > 0);
      for (const other of [0n, 1n]) assert.is(valueUnder(made, chosen, other, lane), undefined);
    }),
    { numRuns: 300 },
  );
});

/** The statement that sets the lane when some decisions are as given and the others are `other`. */
function valueUnder(
  { design }: Tree,
  chosen: ReadonlyMap<number, bigint>,
  other: bigint,
  lane: number,
): SetStmt | undefined {
  let winner: SetStmt | undefined;
  const run = (list: readonly Stmt[]): void => {
    for (const stmt of list) {
      if (stmt.kind === 'set' && (stmt.lane ?? lane) === lane) winner = stmt;
      else if (stmt.kind === 'if') run((chosen.get(stmt.cond) ?? other) ? stmt.then : stmt.else);
      else if (stmt.kind === 'case') {
        const value = chosen.get(stmt.subject) ?? other;
        run(stmt.arms.find(({ match }) => match.includes(value))?.body ?? stmt.default ?? []);
      }
    }
  };
  run(design.modules[0]!.body);
  return winner;
}

drivers.run();
