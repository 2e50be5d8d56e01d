import type { Expr } from './expr.js';
import type { Item, Statement } from './item.js';

/** Calls `visit` on the expression and on every expression within it, outermost first. */
export function walkExpr(e: Expr, visit: (e: Expr) => void): void {
  visit(e);
  switch (e.kind) {
    case 'part':
      walkExpr(e.offset, visit);
      break;
    case 'word':
    case 'wordPart':
      walkExpr(e.address, visit);
      break;
    case 'unary':
    case 'cast':
      walkExpr(e.a, visit);
      break;
    case 'binary':
      walkExpr(e.a, visit);
      walkExpr(e.b, visit);
      break;
    case 'ternary':
      walkExpr(e.cond, visit);
      walkExpr(e.a, visit);
      walkExpr(e.b, visit);
      break;
    case 'concat':
      for (const piece of e.parts) walkExpr(piece, visit);
      break;
    case 'repeat':
      walkExpr(e.part, visit);
  }
}

/** Calls `read` on every expression that a statement reads, and `write` on every target. */
export function walkStatement(s: Statement, read: (e: Expr) => void, write: (e: Expr) => void): void {
  const each = (body: readonly Statement[]): void => {
    for (const inner of body) walkStatement(inner, read, write);
  };
  switch (s.kind) {
    case 'assign':
      read(s.value);
      if (s.target.kind === 'part') read(s.target.offset);
      if (s.target.kind === 'word' || s.target.kind === 'wordPart') read(s.target.address);
      write(s.target);
      break;
    case 'if':
      read(s.cond);
      each(s.then);
      each(s.else);
      break;
    case 'case':
      read(s.subject);
      for (const arm of s.arms) each(arm.body);
      each(s.default ?? []);
      break;
    case 'for':
      each(s.body);
      break;
    case 'task':
      for (const arg of s.args) if (typeof arg !== 'string') read(arg);
  }
}

/** The same for the items of a module. */
export function walkItem(item: Item, read: (e: Expr) => void, write: (e: Expr) => void): void {
  switch (item.kind) {
    case 'net':
      if (item.value) read(item.value);
      break;
    case 'drive':
      read(item.value);
      write(item.target);
      break;
    case 'loop':
      for (const inner of item.body) walkItem(inner, read, write);
      break;
    case 'always':
      if (item.on !== '*') for (const { name } of item.on) read({ kind: 'ref', name });
      for (const statement of item.body) walkStatement(statement, read, write);
      break;
    case 'initial':
      for (const statement of item.body) walkStatement(statement, read, write);
      break;
    case 'instance':
      for (const { dir, value } of item.connections) (dir === 'input' ? read : write)(value);
  }
}

/** Rewrites every whole or partial reading of a name. */
export function rename(e: Expr, name: (old: string) => string): Expr {
  const go = (x: Expr): Expr => rename(x, name);
  switch (e.kind) {
    case 'ref':
    case 'select':
      return { ...e, name: name(e.name) };
    case 'part':
      return { ...e, name: name(e.name), offset: go(e.offset) };
    case 'word':
    case 'wordPart':
      return { ...e, address: go(e.address) };
    case 'unary':
    case 'cast':
      return { ...e, a: go(e.a) };
    case 'binary':
      return { ...e, a: go(e.a), b: go(e.b) };
    case 'ternary':
      return { ...e, cond: go(e.cond), a: go(e.a), b: go(e.b) };
    case 'concat':
      return { ...e, parts: e.parts.map(go) };
    case 'repeat':
      return { ...e, part: go(e.part) };
    default:
      return e;
  }
}

/** Rewrites the names that a statement reads; its targets keep theirs. */
export function renameReads(s: Statement, name: (old: string) => string): Statement {
  const go = (body: readonly Statement[]): Statement[] => body.map(inner => renameReads(inner, name));
  switch (s.kind) {
    case 'assign': {
      const target = s.target.kind === 'part' ? { ...s.target, offset: rename(s.target.offset, name) } : s.target;
      return { ...s, target, value: rename(s.value, name) };
    }
    case 'if':
      return { ...s, cond: rename(s.cond, name), then: go(s.then), else: go(s.else) };
    case 'case':
      return {
        ...s,
        subject: rename(s.subject, name),
        arms: s.arms.map(arm => ({ ...arm, body: go(arm.body) })),
        ...(s.default ? { default: go(s.default) } : {}),
      };
    case 'for':
      return { ...s, body: go(s.body) };
    default:
      return s;
  }
}
