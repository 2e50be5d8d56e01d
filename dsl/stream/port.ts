import { group, input, output, type PortGroup } from '../module/port.js';
import type { Domain } from '../scope/domain.js';
import type { Bool } from '../signal/bool.js';
import { bool } from '../type/make.js';
import type { SignalOf, Type } from '../type/type.js';
import { insideIn, insideOut, outsideIn, outsideOut } from './border.js';
import type { Sink } from './sink.js';
import type { Stream } from './stream.js';

export interface StreamPortOptions {
  /** It marks the ends of packets: one more bit beside the payload. */
  readonly last?: boolean;
  /** The clock domain that it belongs to. Default: the module's own. */
  readonly domain?: Domain;
}

interface Signals {
  readonly payload: unknown;
  readonly valid: Bool;
  readonly ready: Bool;
  readonly last?: Bool;
}

/**
 * A stream that comes into the module: ports `<name>_payload` (with the fields of a bundle behind it), `<name>_valid`
 * and, outwards, `<name>_ready`. The body sees a `Stream`, the parent of an instance a `Sink`.
 */
export function streamIn<T extends Type>(type: T, options: StreamPortOptions = {}): PortGroup<Stream<T>, Sink<T>> {
  const { last = false, domain } = options;
  const at = domain ? { domain } : {};
  const ports = {
    payload: input(type as Type, at),
    ...(last && { last: input(bool, at) }),
    valid: input(bool, at),
    ready: output(bool, at),
  };
  return {
    [group]: {
      ports,
      inside: (signals, name) => insideIn(offer(type, signals), name, { domain }),
      outside: (signals, name) => outsideIn(offer(type, signals), name),
    },
  };
}

/** A stream that the module gives: the ports of `streamIn` the other way round. The body sees a `Sink`, the parent a `Stream`. */
export function streamOut<T extends Type>(type: T, options: StreamPortOptions = {}): PortGroup<Sink<T>, Stream<T>> {
  const { last = false, domain } = options;
  const at = domain ? { domain } : {};
  const ports = {
    payload: output(type as Type, at),
    ...(last && { last: output(bool, at) }),
    valid: output(bool, at),
    ready: input(bool, at),
  };
  return {
    [group]: {
      ports,
      inside: (signals, name) => insideOut(offer(type, signals), name, { domain }),
      outside: (signals, name) => outsideOut(offer(type, signals), name, domain),
    },
  };
}

function offer<T extends Type>(type: T, signals: Record<string, unknown>) {
  const { payload, valid, ready, last } = signals as unknown as Signals;
  return { type, payload: payload as SignalOf<T>, valid, ready, last };
}
