import type { CaseStmt, Module, NodeId, Stmt } from '../../ir/index.js';
import { branchesOf, coverageOf } from '../analyse/coverage.js';
import { describe, valueText } from '../describe.js';
import { phrase } from '../phrase.js';

/** A way through the statements on which nothing sets that lane of the target. */
export interface Path {
  /** What has to hold, in words; nothing when no statement surely sets it. */
  readonly words: readonly string[];
  /** The innermost statement that takes the way. */
  readonly at: Stmt | undefined;
}

/** For targets that have such a path. */
export function pathWithout(module: Module, body: readonly Stmt[], target: NodeId, lane: number): Path {
  const words: string[] = [];
  let at: Stmt | undefined;
  for (const stmt of body) {
    if ((stmt.kind !== 'if' && stmt.kind !== 'case') || !mentions(stmt, target)) continue;
    const branches = branchesOf(module, stmt);
    const free = branches.map(branch => !(((coverageOf(module, branch).get(target) ?? 0n) >> BigInt(lane)) & 1n));
    // The branch that never mentions it is the shortest to tell; with two such paths, the one where nothing happens.
    const quiet = branches.findLastIndex((branch, i) => free[i] && !branch.some(inner => mentions(inner, target)));
    const chosen = quiet >= 0 ? quiet : free.lastIndexOf(true);
    if (chosen < 0) continue;
    words.push(stmt.kind === 'if' ? phrase(module, stmt.cond, chosen === 0) : caseWords(module, stmt, chosen));
    const inner = pathWithout(module, branches[chosen]!, target, lane);
    words.push(...inner.words);
    at = inner.at ?? stmt;
  }
  return { words: [...new Set(words)], at };
}

function mentions(stmt: Stmt, target: NodeId): boolean {
  if (stmt.kind === 'set') return stmt.target === target;
  return allBranches(stmt).some(branch => branch.some(inner => mentions(inner, target)));
}

const allBranches = (stmt: Stmt): readonly (readonly Stmt[])[] =>
  stmt.kind === 'if'
    ? [stmt.then, stmt.else]
    : stmt.kind === 'case'
      ? [...stmt.arms.map(arm => arm.body), stmt.default ?? []]
      : [];

function caseWords(module: Module, { subject, arms }: CaseStmt, chosen: number): string {
  const node = module.nodes[subject]!;
  const matched =
    arms[chosen]?.match ??
    unmatched(
      module,
      subject,
      arms.flatMap(arm => arm.match),
    );
  if (matched.length === 0) return `${describe(module, subject)} is none of its cases`;
  return `${describe(module, subject)} is ${matched.map(value => valueText(node, value)).join(' or ')}`;
}

/** Values that no arm names: the remaining cases of an enum, else the smallest such number. */
function unmatched(module: Module, subject: NodeId, matched: readonly bigint[]): bigint[] {
  const { format } = module.nodes[subject]!;
  const named = new Set(matched);
  if (format.kind === 'enum') return format.cases.map((_, i) => BigInt(i)).filter(value => !named.has(value));
  let value = 0n;
  while (named.has(value)) value++;
  return [value];
}
