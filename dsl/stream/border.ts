import type { PackedField, StreamInfo } from '../ir/index.js';
import type { Domain } from '../scope/domain.js';
import { hereOrFail } from '../scope/emit.js';
import { report } from '../scope/report.js';
import type { Scope } from '../scope/scope.js';
import type { Bool } from '../signal/bool.js';
import { ref } from '../signal/signal.js';
import type { Type } from '../type/type.js';
import { entering, type Facts } from './facts.js';
import { type Lead, leadOf, noteLead } from './lead.js';
import { makeStream, type Offer } from './make.js';
import { Sink } from './sink.js';
import { infoOf, noteFacts, state } from './state.js';
import type { Stream } from './stream.js';

/** The signals of a stream at the border of a module. */
export interface Border<T extends Type> extends Offer<T> {
  readonly ready: Bool;
}

export interface BorderOptions {
  readonly domain?: Domain | undefined;
  readonly protocol?: StreamInfo['protocol'];
  /** The ports as they are, when the payload is laid out differently there. */
  readonly ports?: {
    readonly type: Type;
    readonly payload: unknown;
    /** Where the payload's scalars stand in them, when they are of another type. */
    readonly packed?: readonly PackedField[] | undefined;
  };
}

/** A stream that enters, as the body sees it. */
export function insideIn<T extends Type>(wires: Border<T>, name: string, options: BorderOptions): Stream<T> {
  const { domain = hereOrFail('a stream').ambient, protocol = 'stream', ports } = options;
  return makeStream(wires, wires.ready, {
    name: () => name,
    dir: 'in',
    protocol,
    domain,
    facts: () => entering,
    trail: self => [{ origin: self, latency: 0 }],
    ...(ports && { border: ports }),
  });
}

/** A stream that leaves, as the body sees it. */
export function insideOut<T extends Type>(wires: Border<T>, name: string, options: BorderOptions): Sink<T> {
  const scope = hereOrFail('a stream');
  const { domain = scope.ambient, protocol = 'stream', ports } = options;
  const info = infoOf(name, 'out', protocol, { ...wires, ...ports }, domain);
  return new Sink<T>(wires, {
    name: () => name,
    info,
    onFed: stream => {
      noteFacts(info, stream.facts);
      noteLead(scope, name, { facts: stream.facts, trail: stream[state].trail() });
    },
  });
}

/** A stream that an instance takes, as the parent sees it. */
export function outsideIn<T extends Type>(wires: Border<T>, name: string): Sink<T> {
  const scope = hereOrFail('a stream');
  const index = instanceOf(wires.ready);
  const sink: Sink<T> = new Sink<T>(wires, { name: () => `${instanceName(scope, index)}.${name}` });
  scope.notes.set(`sink ${index} ${name}`, sink);
  return sink;
}

/** A stream that an instance gives, as the parent sees it. `inner` is its clock domain, as the instance knows it. */
export function outsideOut<T extends Type>(wires: Border<T>, name: string, inner: Domain | undefined): Stream<T> {
  const scope = hereOrFail('a stream');
  const index = instanceOf(wires.valid);
  const lead = (): Lead => leadOf(scope, index, name);
  return makeStream(wires, wires.ready, {
    name: () => `${instanceName(scope, index)}_${name}`,
    domain: domainOutside(scope, index, inner),
    facts: (): Facts => lead().facts,
    trail: self => [...lead().trail, { origin: self, latency: 0 }],
  });
}

/** Every stream port has a port that comes out of the instance: valid of an output, ready of an input. */
function instanceOf(signal: Bool): number {
  const { scope, id } = signal[ref];
  const node = scope.nodes[id]!;
  if (node.of === undefined) report('HW012', 'a stream port is not made of ports', 'streamIn(type), streamOut(type)');
  return node.of ?? 0;
}

/** A clock domain of an instance as the module that holds it knows it. */
function domainOutside(scope: Scope, index: number, inner: Domain | undefined): Domain {
  const { child, domains } = scope.instances[index]!;
  const name = child.scope.domains.get(inner ?? child.ambient)?.name;
  const found = [...scope.domains].find(([, { name: outer }]) => name !== undefined && outer === domains[name]);
  return found?.[0] ?? scope.ambient;
}

function instanceName(scope: Scope, index: number): string {
  const { name, child } = scope.instances[index]!;
  return name ?? `u_${child.base}`;
}
