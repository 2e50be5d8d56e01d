import { evaluate, type Lanes, type Module, type NodeId, type SetStmt, type Stmt } from '../../dsl/ir/index.js';

/** Value of every node that depends on constants alone. */
export function constantsOf(module: Module): (Lanes | undefined)[] {
  const values: (Lanes | undefined)[] = [];
  const foldable = new Set(['input', 'output', 'wire', 'reg', 'read', 'inst']);
  for (const node of module.nodes) {
    const args = node.args.map(arg => values[arg]);
    if (foldable.has(node.op) || args.includes(undefined)) values.push(undefined);
    else
      values.push(
        evaluate(
          node,
          args as Lanes[],
          node.args.map(arg => module.nodes[arg]!.width),
        ),
      );
  }
  return values;
}

/**
 * The statements with every condition that is a constant decided, and what can never run removed.
 * An `always @*` block then never waits for a constant, which would never wake it.
 */
export function decide(module: Module, body: readonly Stmt[], constants: readonly (Lanes | undefined)[]): Stmt[] {
  const value = (id: NodeId): bigint | undefined => constants[id]?.[0];
  return body.flatMap((stmt): Stmt[] => {
    if (stmt.kind === 'if') {
      const cond = value(stmt.cond);
      const chosen = { then: decide(module, stmt.then, constants), else: decide(module, stmt.else, constants) };
      if (cond !== undefined) return cond ? chosen.then : chosen.else;
      return chosen.then.length + chosen.else.length > 0 ? [{ ...stmt, ...chosen }] : [];
    }
    if (stmt.kind === 'case') {
      const subject = value(stmt.subject);
      const otherwise = stmt.default ?? [];
      if (subject !== undefined)
        return decide(module, stmt.arms.find(arm => arm.match.includes(subject))?.body ?? otherwise, constants);
      const arms = stmt.arms.map(arm => ({ ...arm, body: decide(module, arm.body, constants) }));
      return [{ ...stmt, arms, ...(stmt.default && { default: decide(module, otherwise, constants) }) }];
    }
    return stmt.kind === 'set' ? decideLane(module, stmt, constants) : [stmt];
  });
}

/** A lane chosen by a constant is a fixed lane, or none at all. */
function decideLane(module: Module, set: SetStmt, constants: readonly (Lanes | undefined)[]): SetStmt[] {
  const { index, ...rest } = set;
  const known = index === undefined ? undefined : constants[index]?.[0];
  if (known === undefined) return [set];
  return known < BigInt(module.nodes[set.target]!.lanes) ? [{ ...rest, lane: Number(known) }] : [];
}
