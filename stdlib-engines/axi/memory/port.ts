import { beatOffset, burstOf, type MemoryBurst } from './burst.js';
import type { Pace } from './pace.js';
import type { ByteStore } from './store.js';

/** The ports of a simulation. */
export interface Pins {
  peek(name: string): unknown;
  poke(name: string, value: never): void;
  /** A port of at most 32 bits that is looked up once. */
  pin?(name: string): { read(): number; write(value: number): void } | undefined;
}

/** How a port behaves. */
export interface PortSpec {
  readonly name: string;
  readonly reads: boolean;
  readonly writes: boolean;
  readonly dataBytes: number;
  readonly outstanding: number;
  /** Cycles from a request, or the last data of a write, to the first response. */
  readonly latency: () => number;
  /** Whether a channel holds back in this cycle. */
  readonly stalls: () => boolean;
  /** What an access is answered by: 0, 2 or 3. */
  readonly respond: (burst: MemoryBurst, offset: number) => number;
  readonly seen: (burst: MemoryBurst) => void;
  /** Beats of this port and direction, and of all ports. */
  readonly readPace: Pace;
  readonly writePace: Pace;
  readonly sharedPace: Pace;
  /** Nothing is random and nothing shared: where nothing happens, nothing changes. */
  readonly steady: boolean;
}

/** Data that may come before their address. */
const EARLY = 16;

interface Open {
  readonly burst: MemoryBurst;
  due: number;
  beat: number;
  resp: number;
}

/** One bus of a memory: what it sees before an edge, and what it drives after it. */
export function portOf(pins: Pins, store: ByteStore, spec: PortSpec) {
  const { name, dataBytes, outstanding, latency, stalls } = spec;
  const pin = (of: string) => pinOf(pins, `${name}_${of}`);
  /** Of a half that the bus does not have: nothing is ever offered there. */
  const none: Pin = { driven: undefined, read: () => false, drive: () => {} };
  const flag = (of: string) => {
    const there = of.startsWith('r') || of.startsWith('ar') ? spec.reads : spec.writes;
    return there ? pinOf(pins, `${name}_${of}`, 'flag') : none;
  };
  const [ar, aw, w] = ['ar', 'aw', 'w'].map(channel => ({
    valid: flag(`${channel}valid`),
    ready: flag(`${channel}ready`),
  })) as [Channel, Channel, Channel];
  const r = { valid: flag('rvalid'), ready: flag('rready') };
  const b = { valid: flag('bvalid'), ready: flag('bready') };
  const [rid, rdata, rresp, rlast] = [pin('rid'), pin('rdata'), pin('rresp'), pin('rlast')];
  const [bid, bresp, wdata, wstrb] = [pin('bid'), pin('bresp'), pin('wdata'), pin('wstrb')];
  /** Of a channel whose ready we drive, and of one whose valid. */
  const takes = ({ valid, ready }: Channel): boolean => ready.driven === true && valid.read() === true;
  const gives = ({ valid, ready }: Channel): boolean => valid.driven === true && ready.read() === true;
  const burstAt = (channel: 'ar' | 'aw'): MemoryBurst => {
    const access = channel === 'ar' ? 'read' : 'write';
    const burst = burstOf(access, field => pins.peek(`${name}_${channel}${field}`) as number | bigint);
    spec.seen(burst);
    return burst;
  };
  const opened = (burst: MemoryBurst, due: number): Open => ({ burst, due, beat: 0, resp: 0 });

  let now = 0;
  const reads: Open[] = [];
  const writes: Open[] = [];
  const early: { readonly data: number | bigint; readonly strb: number | bigint }[] = [];
  /** Writes whose data are all there, a prefix of `writes`. */
  let answered = 0;

  const readAddress = (): void => {
    if (takes(ar)) reads.push(opened(burstAt('ar'), now + latency()));
  };
  const readData = (): void => {
    if (!gave.r) return;
    const head = reads[0]!;
    if (++head.beat === head.burst.length) reads.shift();
  };
  const writeData = (): void => {
    if (takes(w)) {
      spec.writePace.pass();
      spec.sharedPace.pass();
      early.push({
        data: wdata.read() as number | bigint,
        strb: wstrb.read() as number | bigint,
      });
    }
    for (let open = writes[answered]; open && early.length > 0; open = writes[answered]) {
      const { data, strb } = early.shift()!;
      const { burst } = open;
      const offset = beatOffset(burst, open.beat++);
      const resp = spec.respond(burst, offset);
      if (resp === 0) writeWord(store.pageToWrite(burst.page), offset - (offset % dataBytes), dataBytes, data, strb);
      open.resp ||= resp;
      if (open.beat < burst.length) continue;
      open.due = now + latency();
      answered += 1;
    }
  };

  const offerRead = (): void => {
    const head = reads[0];
    if (r.valid.driven && !gave.r) return;
    const goes = head && head.due <= now && spec.readPace.may && spec.sharedPace.may && !stalls();
    r.valid.drive(Boolean(goes));
    if (!goes) return;
    spec.readPace.pass();
    spec.sharedPace.pass();
    const { burst, beat } = head;
    const offset = beatOffset(burst, beat);
    const resp = spec.respond(burst, offset);
    rid.drive(burst.id);
    rdata.drive(resp === 0 ? readWord(store.page(burst.page), offset - (offset % dataBytes), dataBytes) : 0);
    rresp.drive(resp);
    rlast.drive(beat + 1 === burst.length);
  };
  const offerResponse = (): void => {
    if (b.valid.driven && !gave.b) return;
    const head = writes[0];
    const goes = head && answered > 0 && head.due <= now && !stalls();
    b.valid.drive(Boolean(goes));
    if (!goes) return;
    bid.drive(head.burst.id);
    bresp.drive(head.resp);
  };

  const gave = { r: false, b: false };
  /** Nothing is open or offered; and what follows from that is driven. */
  let [idle, still] = [false, false];
  return {
    before(): void {
      if (still && ar.valid.read() !== true && aw.valid.read() !== true && w.valid.read() !== true) return;
      still = false;
      if (spec.reads) {
        gave.r = gives(r);
        readData();
        readAddress();
      }
      if (spec.writes) {
        gave.b = gives(b);
        if (gave.b) {
          writes.shift();
          answered -= 1;
        }
        if (takes(aw)) writes.push(opened(burstAt('aw'), 0));
        writeData();
      }
      idle = spec.steady && reads.length + writes.length + early.length === 0;
    },
    after(): void {
      now += 1;
      if (still) return;
      spec.readPace.tick();
      spec.writePace.tick();
      if (spec.reads) {
        offerRead();
        ar.ready.drive(reads.length < outstanding && !stalls());
      }
      if (spec.writes) {
        offerResponse();
        aw.ready.drive(writes.length < outstanding && !stalls());
        w.ready.drive(early.length < EARLY && spec.writePace.may && spec.sharedPace.may && !stalls());
      }
      const { readPace, writePace } = spec;
      still = idle && r.valid.driven !== true && b.valid.driven !== true && readPace.full && writePace.full;
    },
  };
}

interface Pin {
  /** What we drive it with, once we do. */
  readonly driven: unknown;
  read(): unknown;
  drive(value: unknown): void;
}
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface Channel {
  readonly valid: Pin;
  readonly ready: Pin;
}

/** A port of the circuit, which is only poked when it changes. */
function pinOf(pins: Pins, name: string, of?: 'flag'): Pin {
  const near = of === 'flag' ? pins.pin?.(name) : undefined;
  const pin: Mutable<Pin> = {
    driven: undefined,
    read: near ? () => near.read() === 1 : () => pins.peek(name),
    drive(value) {
      if (pin.driven === value) return;
      pin.driven = value;
      if (near) near.write(value ? 1 : 0);
      else pins.poke(name, value as never);
    },
  };
  return pin;
}

function readWord(page: Uint8Array | undefined, offset: number, bytes: number): number | bigint {
  if (!page) return bytes > 4 ? 0n : 0;
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  if (bytes === 4) return view.getUint32(offset, true);
  let word = 0n;
  for (let at = bytes - 8; at >= 0; at -= 8) word = (word << 64n) | view.getBigUint64(offset + at, true);
  return word;
}

function writeWord(
  page: Uint8Array,
  offset: number,
  bytes: number,
  data: number | bigint,
  strb: number | bigint,
): void {
  const word = new DataView(new ArrayBuffer(bytes));
  if (bytes === 4) word.setUint32(0, Number(data), true);
  else
    for (let at = 0, rest = BigInt(data); at < bytes; at += 8, rest >>= 64n)
      word.setBigUint64(at, BigInt.asUintN(64, rest), true);
  const strobes = BigInt(strb);
  if (strobes === (1n << BigInt(bytes)) - 1n) page.set(new Uint8Array(word.buffer), offset);
  else for (let i = 0; i < bytes; i++) if ((strobes >> BigInt(i)) & 1n) page[offset + i] = word.getUint8(i);
}
