import type { Part } from './erase.js';
import { refuse } from './unread.js';

/** A node of the tree, with the parts that only TypeScript has. */
export type Node = { type: string; start: number; end: number } & Record<string, unknown>;

/** A file whose types are being taken out of its tree. */
export interface Walk {
  readonly text: string;
  /** Where other nodes stand in a node, by its type. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** What remains of a node, by its type: itself or what it was put around, with all below; or nothing. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** What was taken out, in any order. */
  readonly types: Part[];
  readonly used: Set<string>;
  readonly assigned: Set<string>;
  hasFields: boolean;
  /** How many functions are around. */
  depth: number;
}

export type Rule = (w: Walk, node: Node) => Node | undefined;

/** Keeps a node, and what remains of all below it but for `passed`. */
export function keep(w: Walk, node: Node, passed?: string): Node {
  for (const key of w.keys[node.type] ?? refuse()) {
    const value = node[key] as Node | (Node | null)[] | null | undefined;
    if (!value || key === passed) continue;
    if (Array.isArray(value)) keepAll(w, value);
    else node[key] = remains(w, value) ?? null;
  }
  return node;
}

function keepAll(w: Walk, nodes: (Node | null)[]): void {
  let kept = 0;
  for (const node of nodes) {
    const left = node && remains(w, node);
    if (left !== undefined) nodes[kept++] = left;
  }
  nodes.length = kept;
}

/** What remains of a node. Throws `Unread` where TypeScript has what becomes code of its own. */
export function remains(w: Walk, node: Node): Node | undefined {
  const rule = w.rules.get(node.type);
  if (rule) return rule(w, node);
  return node.type.startsWith('TS') ? refuse() : keep(w, node);
}

/** Leaves blanks. */
export function erased(w: Walk, { start, end }: Node): undefined {
  w.types.push({ from: start, to: end });
}

/** Leaves a semicolon where a statement or a member was. */
export function erasedStatement(w: Walk, { start, end }: Node): undefined {
  w.types.push({ from: start, to: end, statement: true });
}

/** Takes out a sign or a word that stands alone between two places, but for blanks and comments. */
export function eraseWord(w: Walk, word: string, from: number, to: number): void {
  const at = w.text.indexOf(word, from);
  if (at < 0 || at + word.length > to) refuse();
  w.types.push({ from: at, to: at + word.length });
}
