import type { Design } from '../design.js';
import type { Loc } from '../loc.js';
import type { Instance, Memory, Module, PackedField, Port, Register, Shape, StreamInfo } from '../module.js';
import type { Node, NodeId } from '../node.js';
import { printStmts } from './print-stmt.js';
import { typeText, word } from './words.js';

export interface PrintOptions {
  /** Source places too; without them two builds of one design from different files print alike. */
  readonly locs?: boolean;
}

/**
 * The design as text, one line for each node and statement. `parseDesign` reads it back to an equal design
 * (with `locs`, otherwise equal but for the places).
 */
export function printDesign(design: Design, options: PrintOptions = {}): string {
  const at = options.locs ? locText : () => '';
  return [`design ${word(design.top)}`, ...design.modules.map(module => printModule(module, at))]
    .join('\n\n')
    .concat('\n');
}

function printModule(module: Module, at: (loc: Loc | undefined) => string): string {
  const lines = [
    ...module.domains.map(domain => {
      const { reset } = domain;
      const text = reset ? `, reset ${word(reset.port)} ${reset.kind} ${reset.activeLow ? 'low' : 'high'}` : '';
      return `domain ${word(domain.name)}, clock ${word(domain.clock)} ${domain.edge}${text}`;
    }),
    ...(module.extern ? [`extern ${word(module.extern.verilog)}${record(module.extern.parameters, value)}`] : []),
    ...(module.synchroniser ? ['synchroniser'] : []),
    ...module.ports.map(port => printPort(port) + at(port.loc)),
    ...module.memories.flatMap(memory => printMemory(memory, at)),
    ...module.instances.map(instance => printInstance(instance) + at(instance.loc)),
    ...module.nodes.map(node => printNode(node) + at(node.loc)),
    ...module.registers.map(printRegister),
    ...module.streams.map(printStream),
    ...printStmts(module.body, at),
  ];
  return [`module ${word(module.name)} {${at(module.loc)}`, ...lines.map(line => `  ${line}`), '}'].join('\n');
}

/** ` @ conv.ts:42:9 fn, decoder.ts:88:3` */
const locText = (loc: Loc | undefined): string =>
  loc
    ? ` @ ${loc.frames.map(f => `${JSON.stringify(f.file)}:${f.line}:${f.column}${f.fn === undefined ? '' : ` ${word(f.fn)}`}`).join(', ')}`
    : '';

const value = (item: number | string): string => (typeof item === 'number' ? String(item) : JSON.stringify(item));

const ref = (id: NodeId): string => `%${id}`;

const refs = (ids: readonly NodeId[]): string => ids.map(ref).join(', ');

/** ` { a: %1, b: %2 }` */
function record<T>(entries: Readonly<Record<string, T>>, show: (item: T) => string): string {
  const parts = Object.entries(entries).map(([key, item]) => `${word(key)}: ${show(item)}`);
  return parts.length === 0 ? ' {}' : ` { ${parts.join(', ')} }`;
}

const domainText = (domain: string | undefined): string => (domain === undefined ? '' : `, domain ${word(domain)}`);

/** `pixels [4] red` */
const shapeText = (shape: Shape): string =>
  shape.map(part => (typeof part === 'number' ? `[${part}]` : word(part))).join(' ');

function printPort(port: Port): string {
  const type = typeText(port.width, port.lanes, port.format);
  const plain = port.path.length === 1 && port.path[0] === port.name && !port.shape;
  const path = plain ? '' : `, path ${shapeText(port.shape ?? port.path)}`;
  return `port ${port.dir} ${word(port.name)} = ${ref(port.node)} : ${type}${path}${domainText(port.domain)}${port.interrupt ? ', interrupt' : ''}`;
}

function printMemory(memory: Memory, at: (loc: Loc | undefined) => string): string[] {
  const { name, width, format, depth, style, init } = memory;
  const words = init ? `, init ${init.join(' ')}` : '';
  return [
    `memory ${word(name)} : ${typeText(width, 1, format)}, depth ${depth}, style ${style}${words}${at(memory.loc)}`,
    ...memory.reads.map(read => `reads ${ref(read.node)}, under ${read.underWrite}${domainText(read.domain)}`),
    ...memory.writes.map(write => `writes ${word(write.domain)}, parts ${write.parts}`),
  ];
}

function printInstance(instance: Instance): string {
  const { name, module, inputs, outputs, domains } = instance;
  const ports = `inputs${record(inputs, ref)}, outputs${record(outputs, ref)}, domains${record(domains, word)}`;
  return `instance ${word(name)} : ${word(module)}, ${ports}`;
}

/** `%6 = add %1, %2 : sint<20>, name sum` */
export function printNode(node: Node): string {
  const operands = [
    ...(node.args.length > 0 ? [refs(node.args)] : []),
    ...(node.value ? [node.value.join(' ')] : []),
    ...(node.from === undefined ? [] : [`from ${node.from}`]),
    ...(node.of === undefined ? [] : [`of ${node.of}`]),
    ...(node.port === undefined ? [] : [`port ${word(node.port)}`]),
  ];
  const left = [`${ref(node.id)} = ${node.op}`, ...operands].join(' ');
  const level = node.nameLevel === undefined ? '' : ` ${node.nameLevel}`;
  const name = node.name === undefined ? level && `, unnamed${level}` : `, name ${word(node.name)}${level}`;
  return `${left} : ${typeText(node.width, node.lanes, node.format)}${name}`;
}

function printRegister(register: Register): string {
  const init = register.init ? `, init ${register.init.join(' ')}` : '';
  return `register ${ref(register.node)}, domain ${word(register.domain)}${init}${register.reset ? ', reset' : ''}`;
}

/** ` { red : uint<8> at 0, [2] on : bool<1> at 8 16 }` */
function packedText(packed: readonly PackedField[] | undefined): string {
  if (!packed) return '';
  const fields = packed.map(({ shape, width, format, at }) => {
    const way = shape.length === 0 ? '' : `${shapeText(shape)} `;
    return `${way}: ${typeText(width, 1, format)} at ${at.join(' ')}`;
  });
  return ` { ${fields.join(', ')} }`;
}

function printStream(stream: StreamInfo): string {
  const payload = stream.payload.map(part => {
    const way = shapeText(part.shape ?? part.path);
    return `, payload ${way === '' ? '' : `${way} `}${ref(part.node)}${packedText(part.packed)}`;
  });
  const optional = [
    ...(stream.clear === undefined ? [] : [`, clear ${ref(stream.clear)}`]),
    ...(stream.last === undefined ? [] : [`, last ${ref(stream.last)}`]),
    ...payload,
    ...(stream.latency === undefined ? [] : [`, latency ${stream.latency}`]),
    ...(stream.interval === undefined ? [] : [`, interval ${stream.interval}`]),
  ].join('');
  const { name, dir, protocol, domain, valid, ready } = stream;
  return `stream ${dir} ${protocol} ${word(name)}, domain ${word(domain)}, valid ${ref(valid)}, ready ${ref(ready)}${optional}`;
}
