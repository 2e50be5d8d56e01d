import type { CaseStmt, Module, NodeId, SetStmt, Stmt } from '../../ir/index.js';

/** For each wire and output the lanes that are set whatever the conditions are, one bit per lane. */
export type Coverage = ReadonlyMap<NodeId, bigint>;

export const allLanes = (lanes: number): bigint => (lanes === 1 ? 1n : (1n << BigInt(lanes)) - 1n);

/** The lanes that a statement surely sets; none when the lane is chosen at run time. */
export function lanesSet(module: Module, { target, value, lane, index }: SetStmt): bigint {
  if (index !== undefined) return 0n;
  if (lane === undefined) return allLanes(module.nodes[target]!.lanes);
  return allLanes(module.nodes[value]!.lanes) << BigInt(lane);
}

/**
 * What a list of statements sets on every path. Purely by structure, as a synthesis tool looks for latches:
 * an `if` sets what both of its branches set, a `case` what all of its arms set.
 */
export function coverageOf(module: Module, body: readonly Stmt[]): Coverage {
  const covered = new Map<NodeId, bigint>();
  const add = (target: NodeId, lanes: bigint): void => {
    if (lanes !== 0n) covered.set(target, (covered.get(target) ?? 0n) | lanes);
  };
  for (const stmt of body) {
    if (stmt.kind === 'set') {
      if (module.nodes[stmt.target]!.op !== 'reg') add(stmt.target, lanesSet(module, stmt));
    } else
      for (const [target, lanes] of common(branchesOf(module, stmt).map(branch => coverageOf(module, branch))))
        add(target, lanes);
  }
  return covered;
}

/** The lists of statements of which exactly one runs; an empty one for the values that no arm names. */
export function branchesOf(module: Module, stmt: Stmt): readonly (readonly Stmt[])[] {
  if (stmt.kind === 'if') return [stmt.then, stmt.else];
  if (stmt.kind !== 'case') return [];
  const rest = stmt.default ?? (isComplete(module, stmt) ? undefined : []);
  return [...stmt.arms.map(arm => arm.body), ...(rest ? [rest] : [])];
}

/** Whether the arms name every value that can occur: all cases of an enum, else all numbers of that width. */
export function isComplete(module: Module, { subject, arms }: CaseStmt): boolean {
  const { width, format } = module.nodes[subject]!;
  const values = new Set(arms.flatMap(arm => arm.match));
  if (format.kind === 'enum') return format.cases.every((_, value) => values.has(BigInt(value)));
  return BigInt(values.size) === 1n << BigInt(width);
}

function common([first, ...others]: readonly Coverage[]): Coverage {
  const both = new Map<NodeId, bigint>();
  for (const [target, lanes] of first ?? []) {
    const shared = others.reduce((left, other) => left & (other.get(target) ?? 0n), lanes);
    if (shared !== 0n) both.set(target, shared);
  }
  return both;
}
