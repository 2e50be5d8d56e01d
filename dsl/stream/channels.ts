import type { StreamInfo } from '../ir/index.js';
import { group, input, output, type PortGroup, type PortTree } from '../module/port.js';
import type { Domain } from '../scope/domain.js';
import type { Bool } from '../signal/bool.js';
import { refsOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import { wrap } from '../signal/wrap.js';
import { bool, bundle } from '../type/make.js';
import type { BundleType, ScalarType, SignalOf } from '../type/type.js';
import { insideIn, insideOut, outsideIn, outsideOut } from './border.js';
import type { Sink } from './sink.js';
import type { Stream } from './stream.js';

/** A channel of a bus: which way its elements go, and what each consists of. */
export interface Channel<D extends 'in' | 'out' = 'in' | 'out', F extends Fields = Fields> {
  readonly dir: D;
  readonly fields: F;
}

type Fields = Readonly<Record<string, ScalarType>>;
type Channels = Readonly<Record<string, Channel>>;

/** The ends of the channels as the module's body has them. */
export type ChannelsInside<C> = Ends<C, 'in'>;
/** The ends of the channels as the parent of an instance has them. */
export type ChannelsOutside<C> = Ends<C, 'out'>;

/** Elements come from the channels of one direction, and go into the others. */
type Ends<C, From extends 'in' | 'out'> = {
  readonly [K in keyof C]: C[K] extends Channel<infer D, infer F>
    ? D extends From
      ? Stream<BundleType<F>>
      : Sink<BundleType<F>>
    : never;
};

/**
 * A bus of several streams whose payloads have a port for each field, named as ARM does: field `addr` of channel `aw` of
 * the bus `s_axi` is `s_axi_awaddr`, beside `s_axi_awvalid` and `s_axi_awready`. In the IR, the simulator and reports
 * the channel is the stream `s_axi_aw`.
 */
export function channels<const C extends Channels>(
  protocol: StreamInfo['protocol'],
  wanted: C,
  domain?: Domain,
): PortGroup<ChannelsInside<C>, ChannelsOutside<C>> {
  const each = <T>(make: (name: string, channel: Channel) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(wanted).map(([name, channel]) => [name, make(name, channel)]));
  return {
    [group]: {
      ports: Object.assign({}, ...Object.values(each((name, channel) => portsOf(name, channel, domain)))),
      inside: (signals, bus) =>
        each((name, channel) => {
          const border = borderOf(name, channel, signals);
          return channel.dir === 'in'
            ? insideIn(border, `${bus}_${name}`, { domain, protocol })
            : insideOut(border, `${bus}_${name}`, { domain, protocol });
        }) as ChannelsInside<C>,
      outside: (signals, bus) =>
        each((name, channel) => {
          const border = borderOf(name, channel, signals);
          return channel.dir === 'in'
            ? outsideIn(border, `${bus}_${name}`)
            : outsideOut(border, `${bus}_${name}`, domain);
        }) as ChannelsOutside<C>,
    },
  };
}

function portsOf(name: string, { dir, fields }: Channel, domain: Domain | undefined): PortTree {
  const at = domain ? { domain } : {};
  const [forth, back] = dir === 'in' ? [input, output] : [output, input];
  return {
    ...Object.fromEntries(Object.entries(fields).map(([field, type]) => [`${name}${field}`, forth(type, at)])),
    [`${name}valid`]: forth(bool, at),
    [`${name}ready`]: back(bool, at),
  };
}

function borderOf(name: string, { fields }: Channel, signals: Record<string, unknown>) {
  const type = bundle(fields);
  const parts = Object.keys(fields).flatMap(field => refsOf(signals[`${name}${field}`] as AnySignal));
  return {
    type,
    payload: wrap(type, parts) as SignalOf<BundleType<Fields>>,
    valid: signals[`${name}valid`] as Bool,
    ready: signals[`${name}ready`] as Bool,
  };
}
