import { type Domain, type PortGroup, type UIntType, uint } from '../../dsl/index.js';
import { type Channel, type ChannelsInside, type ChannelsOutside, channels } from '../../dsl/stream/channels.js';

/** Sizes of an AXI4-Lite bus; a register map has them too. */
export interface AxiLiteOptions {
  /** Bits of an address, which counts bytes. */
  readonly addressBits: number;
  /** Bits of a word. Default 32. */
  readonly dataBits?: 32 | 64;
  /** The clock domain that it belongs to. Default: the module's own. */
  readonly domain?: Domain;
}

type SlaveChannels = {
  readonly aw: Channel<'in', { readonly addr: UIntType; readonly prot: UIntType<3> }>;
  readonly w: Channel<'in', { readonly data: UIntType; readonly strb: UIntType }>;
  readonly b: Channel<'out', { readonly resp: UIntType<2> }>;
  readonly ar: Channel<'in', { readonly addr: UIntType; readonly prot: UIntType<3> }>;
  readonly r: Channel<'out', { readonly data: UIntType; readonly resp: UIntType<2> }>;
};

type Reversed<C> = {
  readonly [K in keyof C]: C[K] extends Channel<infer D, infer F> ? Channel<D extends 'in' ? 'out' : 'in', F> : never;
};

/** The channels where requests arrive: streams `aw`, `w` and `ar` come, responses go into `b` and `r`. */
export type AxiLiteSlave = ChannelsInside<SlaveChannels>;
/** The channels where requests start: they go into `aw`, `w` and `ar`, and the streams `b` and `r` come. */
export type AxiLiteMaster = ChannelsOutside<SlaveChannels>;

/** Responses of AXI (IHI 0022, A3.4.4); `exclusive` does not occur in AXI4-Lite. */
export const axiResponse = Object.freeze({ okay: 0, exclusive: 1, slaveError: 2, decodeError: 3 });

/**
 * An AXI4-Lite slave: ports `<name>_awaddr` to `<name>_rready`, with `awprot`, `arprot` and `wstrb`. The body sees five
 * streams, `aw`, `w` and `ar` to take from, `b` and `r` to answer into; the parent of an instance sees their other ends.
 * Each of the channels follows the stream rules, which every simulation watches, with those between the channels.
 *
 * @example module('timer', () => ({ s_axi: axiLiteSlave({ addressBits: 5 }) }), io => registerFile(io.s_axi, timer))
 */
export function axiLiteSlave(options: AxiLiteOptions): PortGroup<AxiLiteSlave, AxiLiteMaster> {
  return channels('axi4lite', slaveChannels(options), options.domain);
}

/** An AXI4-Lite master: the ports of `axiLiteSlave` the other way round. */
export function axiLiteMaster(options: AxiLiteOptions): PortGroup<AxiLiteMaster, AxiLiteSlave> {
  const reversed = Object.fromEntries(
    Object.entries(slaveChannels(options)).map(([name, { dir, fields }]) => [
      name,
      { dir: dir === 'in' ? 'out' : 'in', fields },
    ]),
  ) as unknown as Reversed<SlaveChannels>;
  return channels('axi4lite', reversed, options.domain) as PortGroup<AxiLiteMaster, AxiLiteSlave>;
}

/** Connects a master to a slave, channel by channel, without logic: `connectAxiLite(io.s_axi, timer.s_axi)`. */
export function connectAxiLite(requests: AxiLiteSlave, slave: AxiLiteMaster): void {
  requests.aw.into(slave.aw);
  requests.w.into(slave.w);
  requests.ar.into(slave.ar);
  slave.b.into(requests.b);
  slave.r.into(requests.r);
}

function slaveChannels({ addressBits, dataBits = 32 }: AxiLiteOptions): SlaveChannels {
  const request = { dir: 'in', fields: { addr: uint(addressBits), prot: uint(3) } } as const;
  return {
    aw: request,
    w: { dir: 'in', fields: { data: uint(dataBits), strb: uint(dataBits / 8) } },
    b: { dir: 'out', fields: { resp: uint(2) } },
    ar: request,
    r: { dir: 'out', fields: { data: uint(dataBits), resp: uint(2) } },
  };
}
