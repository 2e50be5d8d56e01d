import { fromHere } from '../error/capture.js';
import { group, input, output, type PortGroup } from '../module/port.js';
import type { Domain } from '../scope/domain.js';
import type { Ref } from '../scope/ref.js';
import type { Bool } from '../signal/bool.js';
import { refsOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import { wire } from '../state/wire.js';
import { bool } from '../type/make.js';
import type { Type } from '../type/type.js';
import { layoutOf, packed, paddedType, unpacked } from './axi-layout.js';
import { insideIn, insideOut, outsideIn, outsideOut } from './border.js';
import type { Sink } from './sink.js';
import type { Stream } from './stream.js';

export interface AxisOptions {
  /** With `tlast`, the mark of a packet's end. */
  readonly last?: boolean;
  /** The clock domain that it belongs to. Default: the module's own. */
  readonly domain?: Domain;
}

interface Signals {
  readonly tdata: unknown;
  readonly tvalid: Bool;
  readonly tready: Bool;
  readonly tlast?: Bool;
}

/**
 * An AXI4-Stream input: ports `<name>_tdata`, `_tvalid`, `_tready` and, with `last`, `_tlast`. In `tdata` every scalar
 * takes a multiple of 8 bits, element 0 and the first field least significant; bits above a scalar are ignored.
 * The body sees a `Stream`, the parent of an instance a `Sink`.
 */
export function axisIn<T extends Type>(type: T, options: AxisOptions = {}): PortGroup<Stream<T>, Sink<T>> {
  const { domain } = options;
  return {
    [group]: {
      ports: portsOf(type, options, input, output),
      inside: (signals, name) => {
        const { tdata, ...handshake } = wiresOf(signals);
        const ports = { type: paddedType(type), payload: tdata, packed: layoutOf(type) };
        const wires = { ...handshake, type, payload: unpacked(type, tdata) };
        return insideIn(wires, name, { domain, protocol: 'axi4s', ports });
      },
      outside: (signals, name) => outsideIn(packing(type, wiresOf(signals)), name),
    },
  };
}

/**
 * An AXI4-Stream output: the ports of `axisIn` the other way round; bits above a scalar repeat its sign, or are 0.
 * The body sees a `Sink`, the parent a `Stream`.
 */
export function axisOut<T extends Type>(type: T, options: AxisOptions = {}): PortGroup<Sink<T>, Stream<T>> {
  const { domain } = options;
  return {
    [group]: {
      ports: portsOf(type, options, output, input),
      inside: (signals, name) => {
        const wires = wiresOf(signals);
        const ports = { type: paddedType(type), payload: wires.tdata, packed: layoutOf(type) };
        return insideOut(packing(type, wires), name, { domain, protocol: 'axi4s', ports });
      },
      outside: (signals, name) => {
        const { tdata, ...handshake } = wiresOf(signals);
        return outsideOut({ ...handshake, type, payload: unpacked(type, tdata) }, name, domain);
      },
    },
  };
}

function portsOf(
  type: Type,
  { last = false, domain }: AxisOptions,
  forth: typeof input | typeof output,
  back: typeof input | typeof output,
) {
  const at = domain ? { domain } : {};
  return {
    tdata: forth(paddedType(type), at),
    ...(last && { tlast: forth(bool, at) }),
    tvalid: forth(bool, at),
    tready: back(bool, at),
  };
}

function wiresOf(signals: Record<string, unknown>) {
  const { tdata, tvalid, tready, tlast } = signals as unknown as Signals;
  return { tdata, valid: tvalid, ready: tready, last: tlast };
}

/** A payload to drive, whose bits go to `tdata` as the layout wants them. */
function packing<T extends Type>(type: T, { tdata, ...handshake }: ReturnType<typeof wiresOf>) {
  const [{ scope, id }] = refsOf(tdata as AnySignal) as [Ref];
  return fromHere(() => {
    const payload = wire(type);
    (tdata as { set(value: unknown): void }).set(packed(type, payload));
    return { ...handshake, type, payload };
  }, scope.nodes[id]!.loc);
}
