import { assignment } from './expression.js';
import { methodOrOverload } from './function.js';
import { identifier } from './name.js';
import { propertyKey, qualifies } from './object.js';
import { attempt, eraseStatement, type Node, name, type Reader, refuse } from './reader.js';
import { statementsUntilBrace } from './statement.js';
import { subscripts } from './subscript.js';
import { at, atWord, eat, eatWord, expect, next, semicolon } from './token.js';
import { annotation, erase, type, typeArguments, typeParameters } from './type.js';

/** A class, from its `class` on. */
export function classOf(p: Reader, start: number, kind: 'ClassDeclaration' | 'ClassExpression'): Node {
  next(p);
  const id = p.kind === name && p.word !== 'extends' && p.word !== 'implements' ? identifier(p) : null;
  typeParameters(p);
  const superClass = eatWord(p, 'extends') ? subscripts(p) : null;
  if (superClass && at(p, '<')) typeArguments(p);
  if (atWord(p, 'implements')) erase(p, p.start, interfaces);
  const from = p.start;
  expect(p, '{');
  const members: Node[] = [];
  while (!at(p, '}')) {
    if (eat(p, ';')) continue;
    const found = member(p);
    if (found) members.push(found);
  }
  next(p);
  const body = { type: 'ClassBody', start: from, end: p.lastEnd, body: members };
  return { type: kind, start, end: p.lastEnd, id, superClass, body } as unknown as Node;
}

function interfaces(p: Reader): void {
  next(p);
  do type(p);
  while (eat(p, ','));
}

const typeModifiers: ReadonlySet<string> = new Set(['public', 'private', 'protected', 'readonly', 'override']);
const contextual: ReadonlySet<string> = new Set(['static', 'get', 'set', 'async', 'accessor']);

/** One member; undefined for what only the type checker reads. */
function member(p: Reader): Node | undefined {
  // A decorator has to be called.
  if (at(p, '@')) refuse();
  const types = p.types.length;
  const from = p.start;
  let isStatic = false;
  let isAsync = false;
  let kind = 'method';
  let typeOnly = false;
  let start = from;
  for (;;) {
    const word = p.kind === name ? p.word : '';
    const isModifier = typeModifiers.has(word);
    const modifies = isModifier || contextual.has(word) || word === 'abstract' || word === 'declare';
    if (!modifies || !attempt(p, qualifier)) break;
    if (word === 'accessor') refuse();
    if (isModifier) {
      p.types.push({ from: p.lastEnd - word.length, to: p.lastEnd });
      if (start === p.lastEnd - word.length) start = p.start;
    } else if (word === 'abstract' || word === 'declare') typeOnly = true;
    else if (word === 'static') isStatic = true;
    else if (word === 'async') isAsync = true;
    else kind = word;
  }
  if (isStatic && at(p, '{')) return staticBlock(p, from);
  const isGenerator = eat(p, '*');
  // Without a modifier before it, a sign would go on with the member above.
  if (p.types.length > types && (isGenerator || at(p, '['))) refuse();
  const keyAt = p.start;
  if (at(p, '[') && attempt(p, indexSignature)) typeOnly = true;
  else {
    const { key, computed } = propertyKey(p);
    if (at(p, '?') || at(p, '!')) erase(p, p.start, next);
    if (at(p, '(') || at(p, '<')) {
      const value = methodOrOverload(p, isAsync, isGenerator);
      if (value && !typeOnly) {
        const text = p.text.slice(keyAt, keyAt + 11);
        const own = kind === 'method' && text === 'constructor' && !isStatic && !computed ? 'constructor' : kind;
        const end = p.lastEnd;
        return {
          type: 'MethodDefinition',
          start,
          end,
          static: isStatic,
          computed,
          key,
          kind: own,
          value,
        } as unknown as Node;
      }
      typeOnly = true;
    } else if (!typeOnly) return field(p, start, isStatic, key, computed);
    else field(p, start, isStatic, key, computed);
  }
  semicolon(p);
  return eraseStatement(p, from, types);
}

function qualifier(p: Reader): true {
  const onLine = p.word !== 'static';
  next(p);
  return qualifies(p) && !(onLine && p.newline) ? true : refuse();
}

function staticBlock(p: Reader, start: number): Node {
  next(p);
  const body = statementsUntilBrace(p);
  return { type: 'StaticBlock', start, end: p.lastEnd, body } as unknown as Node;
}

/** `[key: string]: T` */
function indexSignature(p: Reader): true {
  next(p);
  next(p);
  if (!at(p, ':')) refuse();
  next(p);
  type(p);
  expect(p, ']');
  if (!at(p, ':')) refuse();
  next(p);
  type(p);
  return true;
}

function field(p: Reader, start: number, isStatic: boolean, key: Node, computed: boolean): Node {
  p.hasFields = true;
  annotation(p);
  const value = eat(p, '=') ? assignment(p) : null;
  const { lastEnd } = p;
  // Without its type, the name alone would belong to what follows.
  if (!value && !computed && !at(p, ';') && contextual.has(p.text.slice(key.start, key.end))) refuse();
  const end = at(p, ';') ? p.end : lastEnd;
  semicolon(p);
  return { type: 'PropertyDefinition', start, end, static: isStatic, computed, key, value } as unknown as Node;
}
