import type { Design } from '../design.js';
import type { Domain, Instance, Module, Port, Register, StreamInfo } from '../module.js';
import type { Node } from '../node.js';
import type { Cursor } from './cursor.js';
import { locOf } from './fields.js';
import { type Lines, linesOf } from './lines.js';
import { type GrowingMemory, parseMemory, parseReads, parseWrites } from './parse-memory.js';
import { parseNode } from './parse-node.js';
import { parseDomain, parseExtern, parseInstance, parsePort, parseRegister } from './parse-parts.js';
import { parseBody } from './parse-stmt.js';
import { parseStream } from './parse-stream.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads what `printDesign` wrote. Throws an `Error` that names the line. Checks the text, not the design. */
export function parseDesign(text: string): Design {
  const lines = linesOf(text);
  const first = lines.next('a design');
  first.expect('design');
  const top = first.word();
  const modules: Module[] = [];
  while (!lines.done()) modules.push(parseModule(lines));
  return Object.freeze({ top, modules: Object.freeze(modules) });
}

function parseModule(lines: Lines): Module {
  const head = lines.next('a module');
  head.expect('module');
  const name = head.word();
  head.expect('{');
  const place = locOf(head);
  const domains: Domain[] = [];
  const ports: Port[] = [];
  const nodes: Node[] = [];
  const registers: Register[] = [];
  const memories: GrowingMemory[] = [];
  const instances: Instance[] = [];
  const streams: StreamInfo[] = [];
  const module: Mutable<Module> = {
    name,
    domains,
    ports,
    nodes,
    body: [],
    registers,
    memories,
    instances,
    streams,
    ...place,
  };
  const lastMemory = (at: Cursor) => memories.at(-1) ?? at.fail('a memory before its ports');
  const parts: Record<string, (at: Cursor) => void> = {
    domain: at => domains.push(parseDomain(at)),
    extern: at => {
      module.extern = parseExtern(at);
    },
    synchroniser: () => {
      module.synchroniser = true;
    },
    port: at => ports.push(parsePort(at)),
    memory: at => memories.push(parseMemory(at)),
    reads: at => lastMemory(at).reads.push(parseReads(at)),
    writes: at => lastMemory(at).writes.push(parseWrites(at)),
    instance: at => instances.push(parseInstance(at)),
    register: at => registers.push(parseRegister(at)),
    stream: at => streams.push(parseStream(at)),
  };
  for (;;) {
    const next = lines.peek("'}'").peek();
    if (next.startsWith('%')) nodes.push(parseNode(lines.next('a node')));
    else if (Object.hasOwn(parts, next)) {
      const at = lines.next('a part');
      at.expect(next);
      parts[next]!(at);
    } else break;
  }
  module.body = parseBody(lines);
  lines.next("'}'").expect('}');
  return Object.freeze(module);
}
