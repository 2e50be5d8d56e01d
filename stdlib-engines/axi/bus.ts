import { type BoolType, bool, type Domain, type PortGroup, type UIntType, uint } from '../../dsl/index.js';
import { fail } from '../../dsl/scope/report.js';
import { type Channel, type ChannelsInside, type ChannelsOutside, channels } from '../../dsl/stream/channels.js';

/** Sizes of an AXI bus with bursts. */
export interface AxiOptions {
  /** Bits of an address, which counts bytes. */
  readonly addressBits: number;
  /** Bits of a beat. Default 32. */
  readonly dataBits?: AxiDataBits;
  /** Bits of a transaction's ID. Default 1. */
  readonly idBits?: number;
  /**
   * `axi4` (default): bursts of up to 256 beats. `axi3`, as the ports of Zynq-7000 have it: up to 16 beats, `len` of 4
   * bits, `lock` of 2, and an ID beside the write data.
   */
  readonly version?: 'axi4' | 'axi3';
  /** The clock domain that it belongs to. Default: the module's own. */
  readonly domain?: Domain;
}

/** Widths that AXI allows for data, from a word on. */
export type AxiDataBits = 32 | 64 | 128 | 256 | 512 | 1024;

type Address = {
  readonly id: UIntType;
  readonly addr: UIntType;
  readonly len: UIntType;
  readonly size: UIntType<3>;
  readonly burst: UIntType<2>;
  readonly lock: UIntType;
  readonly cache: UIntType<4>;
  readonly prot: UIntType<3>;
};
type Last = BoolType;

type ReadChannels = {
  readonly ar: Channel<'in', Address>;
  readonly r: Channel<
    'out',
    { readonly id: UIntType; readonly data: UIntType; readonly resp: UIntType<2>; readonly last: Last }
  >;
};
type WriteChannels = {
  readonly aw: Channel<'in', Address>;
  readonly w: Channel<'in', { readonly data: UIntType; readonly strb: UIntType; readonly last: Last }>;
  readonly b: Channel<'out', { readonly id: UIntType; readonly resp: UIntType<2> }>;
};

/** The reading half of a bus where requests start. */
export type AxiReadMaster = ChannelsOutside<ReadChannels>;
/** The writing half of a bus where requests start. */
export type AxiWriteMaster = ChannelsOutside<WriteChannels>;
/** A bus where requests start: they go into `aw`, `w` and `ar`, and the streams `b` and `r` come. */
export type AxiMaster = AxiReadMaster & AxiWriteMaster;
/** A bus where requests arrive: the streams `aw`, `w` and `ar` come, responses go into `b` and `r`. */
export type AxiSlave = ChannelsInside<ReadChannels & WriteChannels>;

type Channels = Readonly<Record<string, Channel>>;

/**
 * An AXI4 or AXI3 master: ports `<name>_awid` to `<name>_rready`, with the attributes by which block designs know the
 * bus. The body has five streams: `aw`, `w` and `ar` to put requests into, `b` and `r` to take responses from; the parent
 * of an instance has their other ends. `axiRead` and `axiWrite` are what usually stands behind it. Every
 * simulation watches the stream rules of each channel, and those between them.
 *
 * Bits that one rarely needs (`qos`, `region`, `user`) have no ports; vendor tools take them for 0.
 *
 * @example module('copy', () => ({ m_axi: axiMaster({ addressBits: 32, dataBits: 64 }) }), io => { ... axiRead(io.m_axi, commands) ... })
 *
 * @throws HW059 for sizes that AXI does not have.
 */
export function axiMaster(options: AxiOptions): PortGroup<AxiMaster, AxiSlave> {
  return master({ ...writing(options), ...reading(options) }, options) as never;
}

/** The channels `ar` and `r` of `axiMaster` alone. */
export function axiReadMaster(options: AxiOptions): PortGroup<AxiReadMaster, ChannelsInside<ReadChannels>> {
  return master(reading(options), options) as never;
}

/** The channels `aw`, `w` and `b` of `axiMaster` alone. */
export function axiWriteMaster(options: AxiOptions): PortGroup<AxiWriteMaster, ChannelsInside<WriteChannels>> {
  return master(writing(options), options) as never;
}

/** The ports of `axiMaster` the other way round: a bus where requests arrive. */
export function axiSlave(options: AxiOptions): PortGroup<AxiSlave, AxiMaster> {
  return channels(options.version ?? 'axi4', { ...writing(options), ...reading(options) }, options.domain);
}

/**
 * Connects a bus, or a half of one, channel by channel and without logic: from where requests come to where they go.
 *
 * @example connectAxi(engine.m_axi, io.m_axi)
 */
export function connectAxi(requests: Partial<AxiSlave>, to: Partial<AxiMaster>): void {
  requests.aw?.into(to.aw!);
  requests.w?.into(to.w!);
  requests.ar?.into(to.ar!);
  to.b?.into(requests.b!);
  to.r?.into(requests.r!);
}

const master = (wanted: Channels, options: AxiOptions) =>
  channels(
    options.version ?? 'axi4',
    Object.fromEntries(
      Object.entries(wanted).map(([name, { dir, fields }]) => [name, { dir: dir === 'in' ? 'out' : 'in', fields }]),
    ) as Channels,
    options.domain,
  );

function reading(options: AxiOptions): ReadChannels {
  const { id, data, address } = fieldsOf(options);
  return {
    ar: { dir: 'in', fields: address },
    r: { dir: 'out', fields: { id, data, resp: uint(2), last: bool } },
  };
}

function writing(options: AxiOptions): WriteChannels {
  const { id, data, strb, address } = fieldsOf(options);
  const ofWrite = options.version === 'axi3' ? { id } : {};
  return {
    aw: { dir: 'in', fields: address },
    w: { dir: 'in', fields: { ...ofWrite, data, strb, last: bool } },
    b: { dir: 'out', fields: { id, resp: uint(2) } },
  };
}

function fieldsOf({ addressBits, dataBits = 32, idBits = 1, version = 'axi4' }: AxiOptions) {
  const within = (name: string, value: number, low: number, high: number): void => {
    if (!Number.isInteger(value) || value < low || value > high)
      fail('HW059', `${name} of ${value}`, `${name}: a whole number from ${low} to ${high}`);
  };
  // Less than 4 KB of addresses are no place for bursts.
  within('addressBits', addressBits, 12, 64);
  within('idBits', idBits, 1, 32);
  if (![32, 64, 128, 256, 512, 1024].includes(dataBits))
    fail('HW059', `beats of ${dataBits} bits`, 'dataBits: 32, 64, 128, 256, 512 or 1024');
  const id = uint(idBits);
  const address: Address = {
    id,
    addr: uint(addressBits),
    len: uint(version === 'axi3' ? 4 : 8),
    size: uint(3),
    burst: uint(2),
    lock: uint(version === 'axi3' ? 2 : 1),
    cache: uint(4),
    prot: uint(3),
  };
  return { id, data: uint(dataBits), strb: uint(dataBits / 8), address };
}
