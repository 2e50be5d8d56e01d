import { beatOffset, burstOf, type MemoryBurst } from './burst.js';
import type { Pace } from './pace.js';
import type { ByteStore } from './store.js';

/** The ports of a simulation. */
export interface Pins {
  peek(name: string): unknown;
  /** A port that is looked up once, in words of 32 bits. */
  pin(name: string): { read(word?: number): number; write(value: number, word?: number): void } | undefined;
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
  /** Nothing is random: where nothing happens, nothing changes but what the other ports leave of the shared beats. */
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
  const words = dataBytes / 4;
  const line = (of: string): Line => {
    const there = of.startsWith('r') || of.startsWith('ar') ? spec.reads : spec.writes;
    return there ? lineOf(pins, `${name}_${of}`) : nothing;
  };
  const [ar, aw, w, r, b] = ['ar', 'aw', 'w', 'r', 'b'].map(channel => ({
    valid: line(`${channel}valid`),
    ready: line(`${channel}ready`),
  })) as [Channel, Channel, Channel, Channel, Channel];
  const [rid, rdata, rresp, rlast, bid, bresp, wdata, wstrb] = (
    ['rid', 'rdata', 'rresp', 'rlast', 'bid', 'bresp', 'wdata', 'wstrb'] as const
  ).map(line) as [Line, Line, Line, Line, Line, Line, Line, Line];
  /** Of a channel whose ready we drive, and of one whose valid. */
  const takes = ({ valid, ready }: Channel): boolean => ready.driven === 1 && valid.read(0) === 1;
  const gives = ({ valid, ready }: Channel): boolean => valid.driven === 1 && ready.read(0) === 1;
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
  const early: Beat[] = [];
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
      early.push({ data: wordsOf(wdata, words), strobes: wordsOf(wstrb, Math.ceil(dataBytes / 32)) });
    }
    for (let open = writes[answered]; open && early.length > 0; open = writes[answered]) {
      const beat = early.shift()!;
      const { burst } = open;
      const offset = beatOffset(burst, open.beat++);
      const resp = spec.respond(burst, offset);
      if (resp === 0) writeBeat(store.pageToWrite(burst.page), offset - (offset % dataBytes), dataBytes, beat);
      open.resp ||= resp;
      if (open.beat < burst.length) continue;
      open.due = now + latency();
      answered += 1;
    }
  };

  const offerRead = (): void => {
    const head = reads[0];
    if (r.valid.driven === 1 && !gave.r) return;
    if (!head || head.due > now || !spec.readPace.may || !spec.sharedPace.may || stalls()) {
      r.valid.drive(0, 0);
      return;
    }
    r.valid.drive(1, 0);
    spec.readPace.pass();
    spec.sharedPace.pass();
    const { burst, beat } = head;
    const offset = beatOffset(burst, beat);
    const resp = spec.respond(burst, offset);
    rid.drive(burst.id, 0);
    const page = resp === 0 ? store.page(burst.page) : undefined;
    const from = offset - (offset % dataBytes);
    for (let word = 0; word < words; word++) rdata.drive(page ? wordAt(page, from + 4 * word) : 0, word);
    rresp.drive(resp, 0);
    rlast.drive(beat + 1 === burst.length ? 1 : 0, 0);
  };
  const offerResponse = (): void => {
    if (b.valid.driven === 1 && !gave.b) return;
    const head = writes[0];
    if (!head || answered === 0 || head.due > now || stalls()) {
      b.valid.drive(0, 0);
      return;
    }
    b.valid.drive(1, 0);
    bid.drive(head.burst.id, 0);
    bresp.drive(head.resp, 0);
  };

  const gave = { r: false, b: false };
  /** Nothing is open or offered; and what follows from that is driven. */
  let [idle, still] = [false, false];
  return {
    before(): void {
      if (still && ar.valid.read(0) + aw.valid.read(0) + w.valid.read(0) === 0) return;
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
      if (still) {
        w.ready.drive(spec.sharedPace.may ? 1 : 0, 0);
        return;
      }
      spec.readPace.tick();
      spec.writePace.tick();
      if (spec.reads) {
        offerRead();
        ar.ready.drive(reads.length < outstanding && !stalls() ? 1 : 0, 0);
      }
      if (spec.writes) {
        offerResponse();
        aw.ready.drive(writes.length < outstanding && !stalls() ? 1 : 0, 0);
        const room = early.length < EARLY && spec.writePace.may && spec.sharedPace.may && !stalls();
        w.ready.drive(room ? 1 : 0, 0);
      }
      const { readPace, writePace } = spec;
      still = idle && r.valid.driven !== 1 && b.valid.driven !== 1 && readPace.full && writePace.full;
    },
  };
}

/** A beat of a write, in words of 32 bits. */
interface Beat {
  readonly data: readonly number[];
  readonly strobes: readonly number[];
}

/** A port of the circuit, which is only written when it changes. */
interface Line {
  /** What we drive its lowest word with, once we do. */
  readonly driven: number | undefined;
  read(word: number): number;
  drive(value: number, word: number): void;
}
interface Channel {
  readonly valid: Line;
  readonly ready: Line;
}

/** Of a half that the bus does not have: nothing is ever offered there. */
const nothing: Line = { driven: undefined, read: () => 0, drive: () => {} };

function lineOf(pins: Pins, name: string): Line {
  const pin = pins.pin(name);
  if (!pin) throw new Error(`axiMemory: ${name} is no port of one number`);
  const driven: number[] = [];
  const line: { -readonly [K in keyof Line]: Line[K] } = {
    driven: undefined,
    read: pin.read,
    drive(value, word) {
      if (driven[word] === value) return;
      driven[word] = value;
      if (word === 0) line.driven = value;
      pin.write(value, word);
    },
  };
  return line;
}

const wordsOf = ({ read }: Line, words: number): number[] => Array.from({ length: words }, (_, word) => read(word));

const wordAt = (page: Uint8Array, at: number): number =>
  (page[at]! | (page[at + 1]! << 8) | (page[at + 2]! << 16) | (page[at + 3]! << 24)) >>> 0;

function writeBeat(page: Uint8Array, offset: number, bytes: number, { data, strobes }: Beat): void {
  for (let i = 0; i < bytes; i++)
    if ((strobes[i >>> 5]! >>> (i & 31)) & 1) page[offset + i] = data[i >>> 2]! >>> (8 * (i & 3));
}
