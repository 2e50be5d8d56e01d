import type * as acorn from 'acorn';
import { boundNames } from './bound-names.js';
import { children } from './children.js';
import type { Edit } from './edit.js';

type Any = acorn.AnyNode;

/** What a kernel's source is called in a transformed file: no user would choose it. */
const sourceName = '__grace_source';

/**
 * Gives every call `kernel(fn)` a second argument: where its source is, and the values of the names that it uses from
 * around it, each as a function that gives it, since some have none yet. The source itself is put behind the file, once;
 * it is a function, which is there before anything runs.
 */
export function kernelEdits(program: acorn.Program, file: string, source: string): { edits: Edit[]; tail: string } {
  const names = kernelNames(program);
  if (names.size === 0) return { edits: [], tail: '' };
  const calls = callsOf(program, names).sort((a, b) => a.callee.start - b.callee.start);
  const edits = calls.flatMap((node, index): Edit[] => {
    const [fn, more] = node.arguments;
    if (!fn || more || fn.type === 'SpreadElement') return [];
    const used = new Set([...namesIn(fn as Any), ...typeNames(source)]);
    const scope = [...used].map(name => `${name}: () => ${name}`).join(', ');
    const origin = `source: ${sourceName}, index: ${index}, count: ${calls.length}, scope: { ${scope} }`;
    return [{ at: fn.end, text: `, { ${origin} }` }];
  });
  if (edits.length === 0) return { edits, tail: '' };
  const text = `[${JSON.stringify(file)}, ${JSON.stringify(source)}]`;
  return { edits, tail: `function ${sourceName}() { return ${text}; }\n` };
}

/** The language by its public name, or within its repository by path. */
const language = /^grace-hdl$|(?:^|\/)dsl\/index\.js$|(?:^|\/)kernel\/(?:index|kernel)\.js$/;

/** Local names of `kernel`. */
function kernelNames(program: acorn.Program): Set<string> {
  const names = new Set<string>();
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration' || !language.test(String(statement.source.value))) continue;
    for (const part of statement.specifiers)
      if (part.type === 'ImportSpecifier' && part.imported.type === 'Identifier' && part.imported.name === 'kernel')
        names.add(part.local.name);
  }
  return names;
}

function callsOf(program: acorn.Program, names: ReadonlySet<string>): acorn.CallExpression[] {
  const found: acorn.CallExpression[] = [];
  const visit = (node: Any): void => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && names.has(node.callee.name))
      found.push(node);
    for (const child of children(node)) visit(child);
  };
  visit(program);
  return found;
}

/**
 * The names that an expression reads and does not declare anywhere within. One that it declares in one place and takes
 * from around in another is kept: asking for a name that is not there is left to whoever asks.
 */
function namesIn(fn: Any): Set<string> {
  const free = new Set<string>();
  const visit = (node: Any, bound: ReadonlySet<string>): void => {
    if (node.type === 'Identifier') {
      if (!bound.has(node.name)) free.add(node.name);
      return;
    }
    const inner = opensScope(node) ? new Set([...bound, ...declaredIn(node)]) : bound;
    for (const child of children(node)) if (!isLabel(node, child)) visit(child, inner);
  };
  visit(fn, new Set());
  return free;
}

const opensScope = (node: Any): boolean => /Function|^BlockStatement$|^For(?:Of|In)?Statement$/.test(node.type);

/** Names of parameters, and of the declarations directly within a block or the head of a loop. */
function declaredIn(node: Any): string[] {
  switch (node.type) {
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return [...(node.id ? [node.id.name] : []), ...node.params.flatMap(boundNames)];
    case 'BlockStatement':
      return node.body.flatMap(declarationNames);
    case 'ForOfStatement':
    case 'ForInStatement':
      return declarationNames(node.left);
    case 'ForStatement':
      return node.init ? declarationNames(node.init) : [];
    default:
      return [];
  }
}

function declarationNames(node: Any): string[] {
  if (node.type === 'VariableDeclaration') return node.declarations.flatMap(({ id }) => boundNames(id));
  return node.type === 'FunctionDeclaration' && node.id ? [node.id.name] : [];
}

/** Names of properties and keys, which are no variables. */
const isLabel = (node: Any, child: Any): boolean =>
  (node.type === 'MemberExpression' && !node.computed && child === node.property) ||
  (node.type === 'Property' && !node.computed && child === node.key && !node.shorthand);

/** `typeof n` in a type leaves no trace in JavaScript. */
function typeNames(source: string): string[] {
  const words = [...source.matchAll(/\btypeof\s+([A-Za-z_$][\w$]*)/g)].map(match => match[1]!);
  return words.filter(word => word !== 'import');
}
