import type { Node, Stmt } from '../../dsl/ir/index.js';
import type { Flat, FlatId } from './flat.js';
import { packed } from './operators.js';

/** A lane of a node, or one bit of it: `node:lane` or `node:lane:bit`. */
export type Part = string;

/** What one lane of a node depends on. `lane` answers the parts for a lane of a node. */
export function laneDependencies(
  flat: Flat,
  id: FlatId,
  lane: number,
  part: (id: FlatId, lane: number) => readonly Part[],
): Part[] {
  const node = flat.node(id);
  const scope = flat.scopeOf(id);
  const arg = (i: number): FlatId => flat.at(scope, node.args[i]!);
  const lanesOf = (i: number): number => flat.node(arg(i)).lanes;
  const every = (i: number): Part[] => Array.from({ length: lanesOf(i) }, (_, l) => part(arg(i), l)).flat();
  switch (node.op) {
    case 'wire':
    case 'output':
      return statementParts(flat, scope, flat.drivers(scope).of.get(node.id) ?? [], lane, part);
    case 'pick':
      return [...part(arg(0), node.from! + lane)];
    case 'splat':
      return [...part(arg(0), 0)];
    case 'pack': {
      const [from, at] = packed(node, lane, lanesOf);
      return [...part(arg(from), at)];
    }
    case 'index':
    case 'reshape':
      return node.args.flatMap((_, i) => every(i));
    default:
      return node.args.flatMap((_, i) => part(arg(i), lanesOf(i) === 1 ? 0 : lane));
  }
}

function statementParts(
  flat: Flat,
  scope: number,
  stmts: readonly Stmt[],
  lane: number,
  part: (id: FlatId, lane: number) => readonly Part[],
): Part[] {
  const at = (node: number): FlatId => flat.at(scope, node);
  return stmts.flatMap((stmt): readonly Part[] => {
    if (stmt.kind === 'if' || stmt.kind === 'case') {
      if (!drivesLane(flat, scope, [stmt], lane)) return [];
      const bodies =
        stmt.kind === 'if'
          ? [...stmt.then, ...stmt.else]
          : [...stmt.arms.flatMap(arm => arm.body), ...(stmt.default ?? [])];
      const by = stmt.kind === 'if' ? stmt.cond : stmt.subject;
      return [...part(at(by), 0), ...statementParts(flat, scope, bodies, lane, part)];
    }
    if (stmt.kind !== 'set' || !drivesLane(flat, scope, [stmt], lane)) return [];
    if (stmt.index !== undefined) return [...part(at(stmt.index), 0), ...part(at(stmt.value), 0)];
    return part(at(stmt.value), lane - (stmt.lane ?? 0));
  });
}

/** True when one of these statements may assign that lane of its target. */
function drivesLane(flat: Flat, scope: number, stmts: readonly Stmt[], lane: number): boolean {
  return stmts.some(stmt => {
    if (stmt.kind === 'if') return drivesLane(flat, scope, [...stmt.then, ...stmt.else], lane);
    if (stmt.kind === 'case') {
      return drivesLane(flat, scope, [...stmt.arms.flatMap(arm => arm.body), ...(stmt.default ?? [])], lane);
    }
    if (stmt.kind !== 'set') return false;
    if (stmt.index !== undefined) return true;
    const from = lane - (stmt.lane ?? 0);
    return from >= 0 && from < flat.node(flat.at(scope, stmt.value)).lanes;
  });
}

/** What one bit of a lane depends on. */
export function bitDependencies(
  flat: Flat,
  id: FlatId,
  lane: number,
  bit: number,
  one: (id: FlatId, lane: number, bit: number) => readonly Part[],
  bits: (id: FlatId, lane: number, from?: number, width?: number) => readonly Part[],
): Part[] {
  const node = flat.node(id);
  const scope = flat.scopeOf(id);
  const arg = (i: number): FlatId => flat.at(scope, node.args[i]!);
  const argLane = (i: number): number => (flat.node(arg(i)).lanes === 1 ? 0 : lane);
  const widthOf = (i: number): number => flat.node(arg(i)).width;
  switch (node.op) {
    case 'and':
    case 'or':
    case 'xor':
    case 'not':
      return node.args.flatMap((_, i) => one(arg(i), argLane(i), bit));
    case 'add':
    case 'sub':
      return node.args.flatMap((_, i) => bits(arg(i), argLane(i), 0, bit + 1));
    case 'slice':
      return [...one(arg(0), lane, node.from! + bit)];
    case 'zext':
      return bit < widthOf(0) ? [...one(arg(0), lane, bit)] : [];
    case 'sext':
      return [...one(arg(0), lane, Math.min(bit, widthOf(0) - 1))];
    case 'cat': {
      const [i, at] = inCat(node, bit, widthOf);
      return [...one(arg(i), argLane(i), at)];
    }
    case 'mux':
      return [...one(arg(0), argLane(0), 0), ...one(arg(1), argLane(1), bit), ...one(arg(2), argLane(2), bit)];
    case 'reshape': {
      const at = lane * node.width + bit;
      return [...one(arg(0), Math.floor(at / widthOf(0)), at % widthOf(0))];
    }
    case 'wire':
    case 'output':
    case 'pick':
    case 'splat':
    case 'pack':
      return laneDependencies(flat, id, lane, (from, l) =>
        flat.node(from).width === node.width && !isControl(flat, id, from) ? one(from, l, bit) : bits(from, l),
      );
    default:
      return laneDependencies(flat, id, lane, (from, l) => bits(from, l));
  }
}

/** True when `from` is not merely a value that the target may take. */
function isControl(flat: Flat, target: FlatId, from: FlatId): boolean {
  const scope = flat.scopeOf(target);
  const uses = (stmts: readonly Stmt[]): boolean =>
    stmts.some(stmt => {
      if (stmt.kind === 'if') return flat.at(scope, stmt.cond) === from || uses(stmt.then) || uses(stmt.else);
      if (stmt.kind === 'case') {
        return (
          flat.at(scope, stmt.subject) === from || stmt.arms.some(arm => uses(arm.body)) || uses(stmt.default ?? [])
        );
      }
      return stmt.kind === 'set' && stmt.index !== undefined && flat.at(scope, stmt.index) === from;
    });
  return uses(flat.drivers(scope).of.get(flat.node(target).id) ?? []);
}

/** Which argument of a `cat` a bit comes from, and which of its bits. */
export function inCat(node: Node, bit: number, widthOf: (arg: number) => number): [arg: number, bit: number] {
  let at = bit;
  for (let arg = node.args.length - 1; arg >= 0; arg--) {
    if (at < widthOf(arg)) return [arg, at];
    at -= widthOf(arg);
  }
  throw new RangeError(`bit ${bit} of a cat with fewer`);
}
