import type { Memory, ReadPort, WritePort } from '../module.js';
import type { Cursor } from './cursor.js';
import { initOf, locOf, oneOf } from './fields.js';
import { typeOf } from './type-of.js';

/** A memory whose ports are still to come, on the lines below it. */
export type GrowingMemory = Memory & { readonly reads: ReadPort[]; readonly writes: WritePort[] };

export function parseMemory(at: Cursor): GrowingMemory {
  const name = at.word();
  at.expect(':');
  const { width, format } = typeOf(at);
  at.expect(',');
  at.expect('depth');
  const depth = at.int();
  at.expect(',');
  at.expect('style');
  const style = oneOf(at, ['auto', 'block', 'distributed']);
  const init = at.accept(',') ? { init: initOf(at) } : {};
  return { name, width, depth, format, ...init, style, reads: [], writes: [], ...locOf(at) };
}

export function parseReads(at: Cursor): ReadPort {
  const node = at.ref();
  at.expect(',');
  at.expect('under');
  const underWrite = oneOf(at, ['old', 'new']);
  return { node, ...domainOf(at), underWrite };
}

export function parseWrites(at: Cursor): WritePort {
  const domain = at.word();
  at.expect(',');
  at.expect('parts');
  return { domain, parts: at.int() };
}

const domainOf = (at: Cursor): { domain?: string } => {
  if (!at.accept(',')) return {};
  at.expect('domain');
  return { domain: at.word() };
};
