import type { Domain, Extern, Instance, Port, Register, Shape } from '../module.js';
import type { Cursor } from './cursor.js';
import { initOf, locOf, oneOf, record, wayOf } from './fields.js';
import { typeOf } from './type-of.js';

export function parseDomain(at: Cursor): Domain {
  const name = at.word();
  at.expect(',');
  at.expect('clock');
  const clock = at.word();
  const edge = oneOf(at, ['rising', 'falling']);
  if (!at.accept(',')) return { name, clock, edge };
  at.expect('reset');
  return {
    name,
    clock,
    edge,
    reset: { port: at.word(), kind: oneOf(at, ['sync', 'async']), activeLow: oneOf(at, ['low', 'high']) === 'low' },
  };
}

export const parseExtern = (at: Cursor): Extern => ({ verilog: at.word(), parameters: record(at, () => at.value()) });

export function parsePort(at: Cursor): Port {
  const dir = oneOf(at, ['in', 'out']);
  const name = at.word();
  at.expect('=');
  const node = at.ref();
  at.expect(':');
  const type = typeOf(at);
  let way: { path: string[]; shape?: Shape } = { path: [name] };
  let domain = {};
  let interrupt = {};
  while (at.accept(',')) {
    if (at.accept('domain')) domain = { domain: at.word() };
    else if (at.accept('interrupt')) interrupt = { interrupt: true };
    else {
      at.expect('path');
      way = wayOf(at);
    }
  }
  return { name, ...way, dir, ...type, node, ...domain, ...interrupt, ...locOf(at) };
}

export function parseInstance(at: Cursor): Instance {
  const name = at.word();
  at.expect(':');
  const module = at.word();
  const field = <T>(key: string, item: () => T) => {
    at.expect(',');
    at.expect(key);
    return record(at, item);
  };
  const inputs = field('inputs', () => at.ref());
  const outputs = field('outputs', () => at.ref());
  return { name, module, inputs, outputs, domains: field('domains', () => at.word()), ...locOf(at) };
}

export function parseRegister(at: Cursor): Register {
  const node = at.ref();
  at.expect(',');
  at.expect('domain');
  const domain = at.word();
  let init = {};
  let reset = false;
  while (at.accept(',')) {
    if (at.accept('reset')) reset = true;
    else init = { init: initOf(at) };
  }
  return { node, domain, ...init, reset };
}
