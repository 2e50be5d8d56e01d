import type { Frame, Loc } from '../../ir/loc.js';
import { type Fault, faultAt } from '../front/fault.js';
import { type Home, locOf } from '../front/home.js';
import { type ts, typescript } from '../front/typescript.js';
import type { ValueId } from '../ir.js';
import { Builder } from './builder.js';
import { Cells } from './cells.js';
import type { Env, Item } from './item.js';

/** All that the parts of the lowering share. */
export interface Work {
  readonly ts: typeof ts;
  readonly builder: Builder;
  readonly cells: Cells;
  /** How values were written, for messages. */
  readonly texts: Map<ValueId, string>;
  /** Calls that are being put in place, inner first. */
  callers: readonly Frame[];
  /** Lowers an expression. */
  readonly expression: (node: ts.Expression, env: Env) => Item;
  /** Runs the body of a function in a scope of its own; gives what it returns. */
  readonly body: (node: ts.ConciseBody, env: Env) => Item;
}

export const newWork = (parts: Pick<Work, 'expression' | 'body'>): Work => ({
  ...parts,
  ts: typescript(),
  builder: new Builder(),
  cells: new Cells(),
  texts: new Map(),
  callers: [],
});

export const locAt = (work: Work, home: Home, node: ts.Node): Loc => locOf(home, node, work.callers);

export const fail = (work: Work, env: Pick<Env, 'home'>, node: ts.Node, fault: Fault): never =>
  faultAt(env.home, node, work.callers, fault);

/** What a kernel cannot have in it. */
export const refuse = (work: Work, env: Pick<Env, 'home'>, node: ts.Node, message: string, help: string): never =>
  fail(work, env, node, { code: 'HW041', message, help });

export const textOf = (env: Pick<Env, 'home'>, node: ts.Node): string => {
  const text = node.getText(env.home.tree).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

export const child = (env: Env): Env => ({ ...env, vars: new Map(), parent: env });
