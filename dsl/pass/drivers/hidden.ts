import type { Module, NodeId, SetStmt, Stmt } from '../../ir/index.js';
import { allLanes, lanesSet } from '../analyse/coverage.js';
import type { Effects } from '../analyse/effects.js';

export interface Hidden {
  readonly earlier: SetStmt;
  readonly later: SetStmt;
}

/** Earlier assignments of one target in a list: the last of each single lane, and those of several lanes. */
interface Earlier {
  readonly single: Map<bigint, SetStmt>;
  readonly several: { readonly lanes: bigint; readonly stmt: SetStmt }[];
}

/**
 * Assignments that never count, since one after them in the same list, or around it, sets the same lanes
 * without a condition. A default with exceptions below it is not among them, nor a vector set as a whole and then
 * lane by lane, nor a bundle set as a whole and then a field of it: what was written in one piece counts while any part
 * of it does. One for each target.
 */
export function hiddenSets(module: Module, { drives }: Effects): readonly Hidden[] {
  const found = new Map<NodeId, Hidden>();

  /** Walks a list, and gives all assignments in it. */
  const walk = (body: readonly Stmt[]): SetStmt[] => {
    const before = new Map<NodeId, Earlier>();
    const all: SetStmt[] = [];
    const note = (stmt: SetStmt): void => {
      // Most targets are set once.
      if (drives.get(stmt.target)!.length === 1) return;
      const earlier: Earlier = before.get(stmt.target) ?? { single: new Map(), several: [] };
      before.set(stmt.target, earlier);
      const lanes = touched(module, stmt);
      if ((lanes & (lanes - 1n)) === 0n) earlier.single.set(lanes, stmt);
      else earlier.several.push({ lanes, stmt });
      all.push(stmt);
    };
    for (const stmt of body) {
      if (stmt.kind === 'set') {
        const lanes = lanesSet(module, stmt);
        const earlier = hiddenBy(before.get(stmt.target), lanes, lanes === allLanes(module.nodes[stmt.target]!.lanes));
        if (earlier && !found.has(stmt.target)) found.set(stmt.target, { earlier, later: stmt });
        note(stmt);
      } else if (stmt.kind === 'if') [...walk(stmt.then), ...walk(stmt.else)].forEach(note);
      else if (stmt.kind === 'case') {
        for (const branch of [...stmt.arms.map(arm => arm.body), stmt.default ?? []]) walk(branch).forEach(note);
      }
    }
    return all;
  };
  walk(module.body);
  return [...found.values()].filter(({ earlier }) => !partlyCounts(earlier, drives, found));
}

/** An assignment of a bundle is one for each of its leaves, all with the one place that it was written at. */
function partlyCounts({ loc }: SetStmt, drives: Effects['drives'], found: ReadonlyMap<NodeId, Hidden>): boolean {
  if (!loc) return false;
  for (const [target, all] of drives)
    if (all.some(({ stmt }) => stmt.loc === loc && found.get(target)?.earlier !== stmt)) return true;
  return false;
}

function hiddenBy(earlier: Earlier | undefined, lanes: bigint, isWhole: boolean): SetStmt | undefined {
  if (!earlier || lanes === 0n) return undefined;
  if (isWhole) return earlier.several[0]?.stmt ?? earlier.single.values().next().value;
  return earlier.single.get(lanes) ?? earlier.several.find(known => (known.lanes & ~lanes) === 0n)?.stmt;
}

/** The lanes that an assignment may set. */
const touched = (module: Module, stmt: SetStmt): bigint =>
  stmt.index === undefined ? lanesSet(module, stmt) : allLanes(module.nodes[stmt.target]!.lanes);
