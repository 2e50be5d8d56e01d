import type { Diagnostic } from '../../error/diagnostic.js';
import type { Module, Node, NodeId, StreamInfo } from '../../ir/index.js';
import type { Effects } from '../analyse/effects.js';
import { describe } from '../describe.js';
import { list } from '../phrase.js';

/** Whether a node needs a value on every path. */
export const isChecked = ({ op }: Node): boolean => op === 'wire' || op === 'output';

/** A target as its module writes it. */
export function written({ ports }: Module, { id, name }: Node): string {
  const port = ports.find(({ node }) => node === id);
  return port ? `io.${port.path.join('.')}` : (name ?? 'w');
}

/** HW020: streams first, then one error for all other outputs and one for all wires, as a forgotten bundle is one mistake. */
export function undriven(module: Module, effects: Effects): Diagnostic[] {
  // An input of an instance that nothing drives is an open port: see check-connections.
  const fed = new Set(module.instances.flatMap(({ inputs }) => Object.values(inputs)));
  const missing = new Set<NodeId>();
  for (const node of module.nodes) {
    if (isChecked(node) && !effects.drives.has(node.id) && !(node.op === 'wire' && fed.has(node.id)))
      missing.add(node.id);
  }
  if (missing.size === 0) return [];
  const streams = module.streams.flatMap(stream => openStream(module, stream, missing));
  const rest = (['output', 'wire'] as const).flatMap(op => {
    const nodes = [...missing].map(id => module.nodes[id]!).filter(node => node.op === op);
    return nodes.length === 0 ? [] : forgotten(module, op, nodes);
  });
  return [...streams, ...rest];
}

/** A stream without a source or without a consumer; takes from `missing` what that explains. */
function openStream(
  module: Module,
  { name, dir, valid, ready, last, payload }: StreamInfo,
  missing: Set<NodeId>,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const open = (node: NodeId, message: string, note: string, help: string): void => {
    const spans = [{ loc: module.nodes[node]!.loc, note }];
    found.push({ code: 'HW020', message, spans, module: module.name, where: module.loc, help });
  };
  const end = dir === 'inner' ? name : `io.${name}`;
  if (missing.delete(ready))
    open(ready, `stream ${name} is never consumed`, 'its ready never gets a value', `${end}.into(...)`);
  if (missing.delete(valid)) {
    for (const node of [...payload.map(part => part.node), ...(last === undefined ? [] : [last])]) missing.delete(node);
    open(valid, `nothing goes into stream ${name}`, 'its valid never gets a value', `stream.into(${end})`);
  }
  return found;
}

function forgotten(module: Module, op: 'output' | 'wire', nodes: readonly Node[]): Diagnostic {
  const names = nodes.map(node => describe(module, node.id));
  const shown = names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} more`] : names;
  const isNamed = nodes[0]!.name !== undefined;
  const subject = isNamed ? `${op}${names.length > 1 ? 's' : ''} ${list(shown)}` : list([...new Set(shown)]);
  const places = new Map(nodes.map(node => [placeOf(node), node])).values();
  return {
    code: 'HW020',
    message: `${subject} never ${isNamed && names.length > 1 ? 'get' : 'gets'} a value`,
    spans: [...places].slice(0, 4).map(node => ({ loc: node.loc, note: `${describe(module, node.id)} is made here` })),
    module: module.name,
    where: module.loc,
    help: `assign it: ${written(module, nodes[0]!)}.set(...)`,
  };
}

function placeOf({ loc, id }: Node): string {
  const frame = loc?.frames[0];
  return frame ? `${frame.file}:${frame.line}:${frame.column}` : String(id);
}
