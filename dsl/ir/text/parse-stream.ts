import type { PackedField, StreamInfo } from '../module.js';
import type { Cursor } from './cursor.js';
import { list, numbers, oneOf, wayOf } from './fields.js';
import { typeOf } from './type-of.js';

export function parseStream(at: Cursor): StreamInfo {
  const dir = oneOf(at, ['in', 'out', 'inner']);
  const protocol = oneOf(at, ['stream', 'axi4s', 'axi4lite', 'axi4', 'axi3']);
  const name = at.word();
  const field = <T>(key: string, item: () => T): T => {
    at.expect(',');
    at.expect(key);
    return item();
  };
  const domain = field('domain', () => at.word());
  const valid = field('valid', () => at.ref());
  const ready = field('ready', () => at.ref());
  const payload: StreamInfo['payload'][number][] = [];
  const facts: { clear?: number; last?: number; latency?: number; interval?: number } = {};
  while (at.accept(',')) {
    if (at.accept('clear')) facts.clear = at.ref();
    else if (at.accept('last')) facts.last = at.ref();
    else if (at.accept('latency')) facts.latency = at.int();
    else if (at.accept('interval')) facts.interval = at.int();
    else {
      at.expect('payload');
      payload.push({ ...wayOf(at), node: at.ref(), ...packedOf(at) });
    }
  }
  return { name, dir, protocol, domain, valid, ready, payload, ...facts };
}

/** ` { red : uint<8> at 0, [2] on : bool<1> at 8 16 }`, when it is there. */
function packedOf(at: Cursor): { packed?: PackedField[] } {
  if (!at.accept('{')) return {};
  const packed = list(at, () => {
    const { path, shape = path } = wayOf(at);
    at.expect(':');
    const { width, format } = typeOf(at);
    at.expect('at');
    return { shape, width, format, at: numbers(at).map(Number) };
  });
  at.expect('}');
  return { packed };
}
