import type { StreamInfo } from '../module.js';
import type { Cursor } from './cursor.js';
import { oneOf, wayOf } from './fields.js';

export function parseStream(at: Cursor): StreamInfo {
  const dir = oneOf(at, ['in', 'out', 'inner']);
  const protocol = oneOf(at, ['stream', 'axi4s']);
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
  const facts: { last?: number; latency?: number; interval?: number } = {};
  while (at.accept(',')) {
    if (at.accept('last')) facts.last = at.ref();
    else if (at.accept('latency')) facts.latency = at.int();
    else if (at.accept('interval')) facts.interval = at.int();
    else {
      at.expect('payload');
      payload.push({ ...wayOf(at), node: at.ref() });
    }
  }
  return { name, dir, protocol, domain, valid, ready, payload, ...facts };
}
