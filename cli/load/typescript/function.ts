import { assignment } from './expression.js';
import { identifier } from './name.js';
import { parameters } from './pattern.js';
import { eraseStatement, type Node, name, type Reader, refuse } from './reader.js';
import { block } from './statement.js';
import { at, eat, next, semicolon } from './token.js';
import { annotation, typeParameters } from './type.js';

/** `x => y` or `(x) => y`. */
export const arrow = (p: Reader): Node => arrowFrom(p, p.start, false);

/** `async x => y` or `async (x) => y`. */
export function asyncArrow(p: Reader): Node {
  const { start } = p;
  next(p);
  return p.newline ? refuse() : arrowFrom(p, start, true);
}

function arrowFrom(p: Reader, start: number, isAsync: boolean): Node {
  const { inFunction, inAsync, inGenerator } = p;
  p.inFunction = true;
  p.inAsync = isAsync;
  // Where a type was, no line may end.
  sameLine(p, typeParameters);
  const params = p.kind === name ? [identifier(p)] : parameters(p);
  sameLine(p, annotation);
  if (p.newline || !at(p, '=>')) refuse();
  next(p);
  p.inGenerator = false;
  const isBlock = at(p, '{');
  const body = isBlock ? block(p) : assignment(p);
  Object.assign(p, { inFunction, inAsync, inGenerator });
  const common = { id: null, expression: !isBlock, generator: false, async: isAsync, params, body };
  return { type: 'ArrowFunctionExpression', start, end: p.lastEnd, ...common } as unknown as Node;
}

function sameLine(p: Reader, read: (p: Reader) => void): void {
  const { start } = p;
  read(p);
  const line = p.text.indexOf('\n', start);
  if (line >= 0 && line < p.lastEnd && start < p.lastEnd) refuse();
}

/** Parameters and body of a method. */
export const method = (p: Reader, isAsync: boolean, isGenerator: boolean): Node => {
  const { start } = p;
  return signature(p, { type: 'FunctionExpression', start, id: null }, isAsync, isGenerator) ?? refuse();
};

/** A method in a class: undefined where it has no body. */
export const methodOrOverload = (p: Reader, isAsync: boolean, isGenerator: boolean): Node | undefined => {
  const { start } = p;
  return signature(p, { type: 'FunctionExpression', start, id: null }, isAsync, isGenerator);
};

/** `function ...`, behind `async` if that is there: undefined for a declaration without a body. */
function functionOrOverload(
  p: Reader,
  start: number,
  isAsync: boolean,
  type: 'FunctionDeclaration' | 'FunctionExpression',
): Node | undefined {
  next(p);
  const isGenerator = eat(p, '*');
  const id = p.kind === name ? identifier(p) : null;
  return signature(p, { type, start, id }, isAsync, isGenerator);
}

export const functionOf = (p: Reader, start: number, isAsync: boolean, type: 'FunctionExpression'): Node =>
  functionOrOverload(p, start, isAsync, type) ?? refuse();

interface Head {
  readonly type: string;
  readonly start: number;
  readonly id: Node | null;
}

function signature(p: Reader, head: Head, isAsync: boolean, isGenerator: boolean): Node | undefined {
  const { inFunction, inAsync, inGenerator } = p;
  Object.assign(p, { inFunction: true, inAsync: isAsync, inGenerator: isGenerator });
  typeParameters(p);
  const params = parameters(p);
  annotation(p);
  const body = at(p, '{') ? block(p) : undefined;
  Object.assign(p, { inFunction, inAsync, inGenerator });
  if (!body) return undefined;
  const { type, start, id } = head;
  const common = { id, expression: false, generator: isGenerator, async: isAsync, params, body };
  return { type, start, end: p.lastEnd, ...common } as unknown as Node;
}

/** A declared function, or undefined for the head of one that follows. */
export function declaredFunction(p: Reader, start: number, isAsync: boolean): Node | undefined {
  const types = p.types.length;
  const found = functionOrOverload(p, start, isAsync, 'FunctionDeclaration');
  if (found) return found;
  semicolon(p);
  return eraseStatement(p, start, types);
}
