import { type Circuit, type Design, designOf, type Module, moduleOf } from '../dsl/ir/index.js';
import { boxFile } from './box.js';
import type { MemoryReport } from './lower/memory/template.js';
import { type LoweredModule, lowerModule } from './lower/module.js';
import type { MappedLine, MappedModule, SourceMap } from './map.js';
import type { VerilogOptions } from './options.js';
import { printModule } from './rtl/print.js';
import { createWriter } from './rtl/writer.js';

/** One file to write. */
export interface VerilogFile {
  /** Without a folder: `conv3x3.v`, `conv3x3_line.hex`. */
  readonly name: string;
  readonly text: string;
}

export interface VerilogOutput {
  /** Every `.v`, children before the parents that use them, then the `.hex` files that they read. */
  readonly files: readonly VerilogFile[];
  /** The pins of black boxes, for linters and Yosys; a vendor tool knows them already. */
  readonly boxes: readonly VerilogFile[];
  readonly map: SourceMap;
  /** The template that each memory follows. */
  readonly memories: readonly MemoryReport[];
}

/** The design that a circuit carries, or the design itself. */
export const designIn = (circuit: Circuit | Design): Design => (designOf in circuit ? circuit[designOf] : circuit);

/**
 * A circuit as Verilog-2001 that a vendor tool takes as it is. The same circuit gives the same bytes,
 * in whatever order its modules were built.
 *
 * @example
 * for (const { name, text } of verilog(counter()).files) writeFileSync(`hdl/${name}`, text);
 */
export function verilog(circuit: Circuit | Design, options: VerilogOptions = {}): VerilogOutput {
  const design = designIn(circuit);
  const all = fromLeaves(design);
  const modules = all.filter(module => !module.extern || options.externModels);
  const boxes = all.filter(module => !modules.includes(module)).map(boxFile);
  const below = new Map<string, Set<string>>();
  const lowered = modules.map(module => {
    const inside = new Set(module.instances.flatMap(instance => [...(below.get(instance.module) ?? [])]));
    const result = lowerModule(design, module, options, inside);
    below.set(module.name, new Set([...inside, ...result.names]));
    return result;
  });
  const groups = options.split === 'one' ? [lowered] : lowered.map(module => [module]);
  const files: VerilogFile[] = [];
  const lines: MappedLine[] = [];
  for (const group of groups) {
    const name = `${options.split === 'one' ? design.top : group[0]!.rtl.name}.v`;
    const writer = createWriter(options.comments ?? true);
    if (group.length > 1) writer.line('/* verilator lint_off DECLFILENAME */\n');
    group.forEach((module, i) => {
      if (i > 0) writer.line('');
      printModule(module.rtl, writer);
    });
    files.push({ name, text: writer.text() });
    for (const { line, frame } of writer.origins()) {
      const { file, line: row, column } = frame;
      lines.push({ file: name, line, source: { file, line: row, column } });
    }
  }
  const map = {
    top: design.top,
    lines,
    modules: Object.fromEntries(modules.map((m, i) => [m.name, mapped(m, lowered[i]!)])),
  };
  return {
    files: [...files, ...lowered.flatMap(module => module.files)],
    boxes: [...new Map(boxes.map(box => [box.name, box])).values()],
    map,
    memories: lowered.flatMap(module => module.memories),
  };
}

/** The modules in use, each before those that hold it, in an order that depends on the hierarchy alone. */
function fromLeaves(design: Design): Module[] {
  const done = new Set<string>();
  const order: Module[] = [];
  const visit = (name: string): void => {
    if (done.has(name)) return;
    done.add(name);
    const module = moduleOf(design, name);
    for (const instance of module.instances) visit(instance.module);
    order.push(module);
  };
  visit(design.top);
  return order;
}

function mapped(module: Module, { rtl, nets, instances }: LoweredModule): MappedModule {
  const signals: Record<string, string> = {};
  for (const [id, net] of nets) signals[module.nodes[id]!.name ?? net.trim()] ??= net.trim();
  for (const port of module.ports) signals[port.name] = nets.get(port.node)!.trim();
  return {
    verilog: rtl.name,
    signals,
    instances: Object.fromEntries(
      module.instances.map((instance, i) => [instance.name, { module: instance.module, verilog: instances[i]! }]),
    ),
  };
}
