import type { CaseStmt, Design, IfStmt, Stmt } from '../ir/index.js';
import type { Transform } from './pass.js';

/**
 * Neighbours under one condition become one statement. Conditions are read after everything has settled, so nothing in
 * the first can change what the second sees.
 */
export const merge: Transform = {
  name: 'merge',
  describe: 'join neighbouring ifs and cases that ask the same',
  run: (design: Design): Design => ({
    ...design,
    modules: design.modules.map(module => ({ ...module, body: merged(module.body) })),
  }),
};

function merged(body: readonly Stmt[]): readonly Stmt[] {
  const runs: Stmt[][] = [];
  for (const stmt of body) {
    const run = runs.at(-1);
    if (run && asksTheSame(run[0]!, stmt)) run.push(stmt);
    else runs.push([stmt]);
  }
  return runs.map(joined);
}

function asksTheSame(a: Stmt, b: Stmt): boolean {
  if (a.kind === 'if') return b.kind === 'if' && a.cond === b.cond;
  return a.kind === 'case' && b.kind === 'case' && sameArms(a, b);
}

const sameArms = (a: CaseStmt, b: CaseStmt): boolean =>
  a.subject === b.subject &&
  a.arms.length === b.arms.length &&
  a.arms.every(
    ({ match }, i) =>
      match.length === b.arms[i]!.match.length && match.every((value, j) => value === b.arms[i]!.match[j]),
  ) &&
  (a.default === undefined) === (b.default === undefined);

/** One statement for several that ask the same, and its own statements merged too. */
function joined(run: readonly Stmt[]): Stmt {
  const [first] = run as [Stmt];
  if (first.kind === 'if') {
    const all = run as readonly IfStmt[];
    return { ...first, then: merged(all.flatMap(stmt => stmt.then)), else: merged(all.flatMap(stmt => stmt.else)) };
  }
  if (first.kind !== 'case') return first;
  const all = run as readonly CaseStmt[];
  const arms = first.arms.map(({ match }, i) => ({ match, body: merged(all.flatMap(stmt => stmt.arms[i]!.body)) }));
  return { ...first, arms, ...(first.default && { default: merged(all.flatMap(stmt => stmt.default!)) }) };
}
