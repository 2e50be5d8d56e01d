import {
  type BoolType,
  type BundleType,
  bundle,
  check,
  lit,
  type Stream,
  type Type,
  type UInt,
  type UIntType,
  uint,
  when,
} from '../../dsl/index.js';
import { fail } from '../../dsl/scope/report.js';
import type { AxiMaster } from './bus.js';

/** What to move: so many bytes from an address on. Both may have any alignment; the widths are the user's. */
export type AxiCommand = BundleType<{ address: UIntType; bytes: UIntType }>;

/**
 * What became of a command: `resp` is the first response that tells of an error (2 SLVERR, 3 DECERR), and `address` where
 * it happened; both are 0 when there was none.
 */
export type AxiResult = BundleType<{ address: UIntType; resp: UIntType<2> }>;

/** The type of commands for a bus: `streamIn(axiCommand(32, 20))` moves up to 2^20 - 1 bytes at a time. */
export const axiCommand = (addressBits: number, lengthBits: number): AxiCommand =>
  bundle({ address: uint(addressBits), bytes: uint(lengthBits) });

/** The type of what became of them: `streamOut(axiResult(32))`. */
export const axiResult = (addressBits: number): AxiResult => bundle({ address: uint(addressBits), resp: uint(2) });

/** How many beats and bursts a master has on their way. */
export interface AxiTransferOptions {
  /** Beats of the longest burst, a power of two from 2 to 256, with AXI3 up to 16, and up to 4 KB. Default 16. */
  readonly burst?: number;
  /** Bursts that wait for their response at a time, at least 1. Default 4. */
  readonly outstanding?: number;
  /** Beats that the master can hold, at least a burst. Default: as many as all of the bursts that are outstanding. */
  readonly buffer?: number;
  /** The ID of all transactions; one ID is what keeps them in order. Default 0. */
  readonly id?: number;
  /** Memory attributes, `cache` of AXI. Default 3: a memory that may merge and buffer. */
  readonly cache?: number;
  /**
   * All addresses and numbers of bytes are multiples of a beat (checked in simulation): nothing is shifted to its place then,
   * which is most of the logic of a master. Default false.
   */
  readonly aligned?: boolean;
  /** Protection, `prot` of AXI. Default 0: secure, unprivileged data. */
  readonly prot?: number;
}

/** Sizes of a master: bytes of a beat and log2 of them, beats of the longest burst and log2 of them. */
export interface Sizes {
  readonly bytes: number;
  readonly byteBits: number;
  readonly burst: number;
  readonly burstBits: number;
  readonly outstanding: number;
  readonly buffer: number;
  readonly wordBits: number;
  readonly aligned: boolean;
}

type AddressSink = AxiMaster['ar'];

/** The address channel of a bus and the width of its data. */
interface Bus {
  readonly address: AddressSink;
  readonly dataBits: number;
  readonly idBits: number;
}

/** @throws HW060 for what the bus cannot do. */
export function sizesOf(
  { address, dataBits, idBits }: Bus,
  commands: Stream<AxiCommand>,
  options: AxiTransferOptions,
): Sizes {
  const { burst = 16, outstanding = 4, id = 0, aligned = false } = options;
  const { buffer = outstanding * burst } = options;
  const bytes = dataBits / 8;
  const longest = Math.min(2 ** address.payload.len.width, 4096 / bytes);
  const { width } = address.payload.addr;
  const { fields } = commands.type as unknown as BundleType<Record<string, Type>>;
  if (fields?.address?.kind !== 'uint' || fields.bytes?.kind !== 'uint' || fields.address.width !== width)
    fail('HW060', 'commands that are no commands of this bus', `streamIn(axiCommand(${width}, 20))`);
  if (!Number.isInteger(burst) || burst < 2 || burst > longest || !Number.isInteger(Math.log2(burst)))
    fail('HW060', `bursts of ${burst} beats`, `burst: a power of two from 2 to ${longest} on this bus`);
  if (!Number.isInteger(outstanding) || outstanding < 1)
    fail('HW060', `${outstanding} bursts outstanding`, 'outstanding: a whole number of at least 1');
  if (!Number.isInteger(buffer) || buffer < burst)
    fail('HW060', `a buffer of ${buffer} beats for bursts of ${burst}`, `buffer: at least ${burst}`);
  if (!Number.isInteger(id) || id < 0 || id >= 2 ** idBits)
    fail('HW060', `ID ${id} on a bus with IDs of ${idBits} bits`, `id: at most ${2 ** idBits - 1}`);
  const byteBits = Math.log2(bytes);
  const wordBits = width - byteBits;
  return { bytes, byteBits, burst, burstBits: Math.log2(burst), outstanding, buffer, wordBits, aligned };
}

/** What a command is in words of the bus. */
export type Span = BundleType<{
  /** The address of the first beat, in words. */
  word: UIntType;
  /** The byte of the first beat with which it begins. */
  offset: UIntType;
  bytes: UIntType;
  /** Beats that it touches; 0 for a command of no bytes. */
  beats: UIntType;
  /** 0 for a command of no bytes. */
  some: BoolType;
}>;

/** Commands in words; `ready` is registered, and the address and length come from registers. */
export function spansOf(commands: Stream<AxiCommand>, { byteBits, bytes: wide, aligned }: Sizes): Stream<Span> {
  if (aligned)
    when(commands.valid.and(commands.payload.bytes.ne(0)), () => {
      const { address, bytes } = commands.payload;
      const within = address.trunc(byteBits).or(bytes.trunc(byteBits));
      check.assert(within.eq(0), 'an address and a number of bytes that are multiples of a beat, as `aligned` says');
    });
  return commands.skid().map(({ address, bytes }) => {
    const some = bytes.ne(0);
    const offset = aligned ? lit(uint(byteBits), 0) : address.bits(byteBits - 1, 0);
    const touched = bytes
      .add(offset)
      .add(wide - 1)
      .shr(byteBits);
    const word = address.bits(address.width - 1, byteBits);
    return {
      word,
      offset,
      bytes: fit(bytes, Math.max(bytes.width, byteBits + 1)),
      beats: some.mux(touched, 0),
      some,
    };
  }) as Stream as Stream<Span>;
}

/** A burst to ask for: the word at which it begins, and its beats less 1. */
export type Request = BundleType<{ word: UIntType; len: UIntType }>;

/** Asks for bursts on an address channel, behind registers. What is the same for all of them has none. */
export function ask(
  bursts: Stream<Request>,
  channel: AddressSink,
  { byteBits }: Sizes,
  options: AxiTransferOptions,
): void {
  const { id = 0, cache = 3, prot = 0 } = options;
  const requests = bursts.skid();
  const { word, len } = requests.payload;
  const { width } = channel.payload.len;
  const fields = { addr: word.shl(byteBits), len: fit(len, width), size: byteBits, burst: 1, lock: 0 };
  channel.payload.set({ id, ...fields, cache, prot });
  channel.valid.set(requests.valid);
  requests.ready.set(channel.ready);
}

/** As many of the lowest bits; above them 0. */
export const fit = (value: UInt, width: number): UInt =>
  value.width < width ? value.extend(width) : value.trunc(width);

/** A number of bytes as a number of bits. */
export const inBits = (bytes: UInt): UInt => bytes.shl(3);
