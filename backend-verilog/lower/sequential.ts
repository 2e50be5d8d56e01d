import type { Domain, NodeId, Register } from '../../dsl/ir/index.js';
import { concat, type Expr, literal, ref, repeat, unary } from '../rtl/expr.js';
import { identifier } from '../rtl/identifier.js';
import type { Attribute, Edge, Item, Statement } from '../rtl/item.js';
import { guardNodes } from './drivers.js';
import { domainOf, highest, netName, nodeOf, type Placed, type Scope } from './scope.js';
import { lowerSet, lowerStatements } from './statements.js';
import { groupBy } from './union.js';
import { constant } from './value.js';

/** The edge at which a domain's registers change. */
export const clockEdge = (domain: Domain): Edge => ({
  edge: domain.edge === 'rising' ? 'posedge' : 'negedge',
  name: identifier(domain.clock),
});

/** The condition that a domain is in reset. */
export const inReset = ({ port, activeLow }: NonNullable<Domain['reset']>): Expr =>
  activeLow ? unary('!', ref(identifier(port))) : ref(identifier(port));

/** Registers: one clocked block for those that a statement of the user drives together. */
export function lowerSequential(scope: Scope): Placed[] {
  const { module, plan } = scope;
  const groups = groupBy(module.registers, register => {
    const kind = `${register.domain} ${hasReset(scope, register)}`;
    const tops = (plan.drivers.sets.get(register.node) ?? []).map(driver => driver.top);
    return [...new Set(tops)].flatMap(top => [`${kind} ${top}`, ...neighbour(scope, kind, top)]);
  });
  return groups.flatMap(group => block(scope, group));
}

const hasReset = (scope: Scope, { domain, reset, init }: Register): boolean =>
  reset && init !== undefined && domainOf(scope, domain).reset !== undefined;

/**
 * Plain assignments that follow one another share a block, and so do statements under one condition:
 * a key that this statement has in common with the one before it.
 */
function neighbour(scope: Scope, kind: string, top: number): string[] {
  const { body } = scope.plan;
  const alike = (a: number, b: number): boolean => {
    const [x, y] = [body[a], body[b]];
    if (!x || !y || !isClocked(scope, a) || !isClocked(scope, b)) return false;
    return (x.kind === 'set' && y.kind === 'set') || (x.kind === 'if' && y.kind === 'if' && x.cond === y.cond);
  };
  const keys: string[] = [];
  if (alike(top - 1, top)) keys.push(`${kind} ${top - 1}+`);
  if (alike(top, top + 1)) keys.push(`${kind} ${top}+`);
  return keys;
}

/** True when the statement drives registers and nothing else. */
function isClocked(scope: Scope, top: number): boolean {
  const stmt = scope.plan.body[top]!;
  return stmt.kind === 'if' || (stmt.kind === 'set' && nodeOf(scope, stmt.target).op === 'reg');
}

function block(scope: Scope, group: readonly Register[]): Placed[] {
  const { plan } = scope;
  const first = group[0]!;
  const domain = domainOf(scope, first.domain);
  const drivers = group.flatMap(({ node }) => plan.drivers.sets.get(node) ?? []);
  const tops = [...new Set(drivers.map(driver => driver.top))].sort((a, b) => a - b).map(top => plan.body[top]!);
  const inside = new Set(group.map(({ node }) => node));
  const next = lowerStatements(scope, tops, action =>
    action.kind === 'set' && inside.has(action.target) ? lowerSet(scope, action, false) : [],
  );
  const resets = hasReset(scope, first);
  if (!resets && next.length === 0) return [];
  const reads = drivers.flatMap(({ stmt, guards }) => [stmt.value, stmt.index ?? 0, ...guardNodes(guards)]);
  const at: NodeId = highest([...group.map(({ node }) => node), ...reads]);
  const body = resets ? [withReset(scope, domain, group, next)] : next;
  const on = resets ? edgesOf(domain) : [clockEdge(domain)];
  return [{ at, items: [{ kind: 'always', on, body } satisfies Item] }];
}

/** When a block that looks at the domain's reset has to run: an asynchronous reset acts at once. */
export const edgesOf = (domain: Domain): readonly Edge[] =>
  domain.reset?.kind === 'async' ? [clockEdge(domain), resetEdge(domain.reset)] : [clockEdge(domain)];

/** The edge at which an asynchronous reset begins. */
const resetEdge = ({ port, activeLow }: NonNullable<Domain['reset']>): Edge => ({
  edge: activeLow ? 'negedge' : 'posedge',
  name: identifier(port),
});

function withReset(scope: Scope, domain: Domain, group: readonly Register[], next: readonly Statement[]): Statement {
  const then = group.map(
    ({ node, init }): Statement => ({
      kind: 'assign',
      blocking: false,
      target: ref(netName(scope, node)),
      value: lanesOf(scope, node, init!),
    }),
  );
  return { kind: 'if', cond: inReset(domain.reset!), then, else: next };
}

/** The lanes of a register's initial value. */
export function lanesOf(scope: Scope, id: NodeId, lanes: readonly bigint[]): Expr {
  const { width, format } = nodeOf(scope, id);
  const one = (value: bigint): Expr => constant(scope, width, value, format);
  if (lanes.every(lane => lane === lanes[0])) {
    if (lanes[0] === 0n && format.kind !== 'enum') return literal(width * lanes.length, 0n);
    return lanes.length === 1 ? one(lanes[0]!) : repeat(lanes.length, one(lanes[0]!));
  }
  return concat([...lanes].reverse().map(one));
}

/** Keeps the registers of a synchroniser as they are, and places them side by side, so that they have time to settle. */
const nearEachOther: readonly Attribute[] = [{ name: 'ASYNC_REG', value: 'TRUE' }];

/** Declares the registers, each with its value at power-up. */
export function declareRegisters(scope: Scope): void {
  for (const { node, init } of scope.module.registers) {
    const { width, lanes, loc } = nodeOf(scope, node);
    const start = lanesOf(scope, node, init ?? Array<bigint>(lanes).fill(0n));
    const value = scope.options.initial === false ? undefined : start;
    scope.declarations.push({
      ...{ kind: 'net', type: 'reg', name: netName(scope, node), width: width * lanes, value, loc },
      attributes: scope.module.synchroniser ? nearEachOther : [],
    });
  }
}
