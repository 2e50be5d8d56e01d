import type { Node } from '../node.js';
import { type Op, ops } from '../op.js';
import type { Cursor } from './cursor.js';
import { locOf, numbers, refs } from './fields.js';
import { typeOf } from './type-of.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const isOp = (name: string): name is Op => Object.hasOwn(ops, name);

/** A line like `%6 = add %1, %2 : sint<20>, name sum hint`. */
export function parseNode(at: Cursor): Node {
  const id = at.ref();
  at.expect('=');
  const op = at.word();
  if (!isOp(op)) return at.fail('an operator');
  const args = at.peek().startsWith('%') ? refs(at) : [];
  const value = numbers(at);
  const from = at.accept('from') ? { from: at.int() } : {};
  const of = at.accept('of') ? { of: at.int() } : {};
  const port = at.accept('port') ? { port: at.word() } : {};
  at.expect(':');
  const type = typeOf(at);
  const name: Pick<Mutable<Node>, 'name' | 'nameLevel'> = {};
  if (at.accept(',')) {
    if (at.accept('name')) name.name = at.word();
    else at.expect('unnamed');
    const level = at.peek();
    if (level === 'port' || level === 'name' || level === 'hint') {
      at.word();
      name.nameLevel = level;
    }
  }
  return Object.freeze({
    id,
    op,
    ...type,
    args,
    ...(value.length > 0 ? { value } : {}),
    ...from,
    ...of,
    ...port,
    ...name,
    ...locOf(at),
  });
}
