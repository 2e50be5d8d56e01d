import type { Stall } from '../machine.js';
import type { StreamPort } from '../stream/layout.js';
import type { Code } from '../wasm/index.js';
import type { Layout, Place } from './layout.js';

/** Addresses of what a transfer remembers of one stream. */
export interface LaneCells {
  /** 64 bits: a random draw below this stalls. */
  readonly below: number;
  /** State of the generator. */
  readonly random: number;
  /** Start, end and position of the stall pattern, one byte an entry. */
  readonly pattern: number;
  readonly patternEnd: number;
  readonly patternAt: number;
  /** The next record to offer, or the place of the next one to collect. */
  readonly record: number;
  readonly done: number;
  readonly count: number;
  /** Whether this cycle transfers. */
  readonly fired: number;
  /** Whether this cycle stalls. */
  readonly stalls: number;
}

export function laneCells(layout: Layout): LaneCells {
  const at = layout.allocate(48);
  return {
    below: at,
    random: at + 8,
    pattern: at + 12,
    patternEnd: at + 16,
    patternAt: at + 20,
    record: at + 24,
    done: at + 28,
    count: at + 32,
    stalls: at + 36,
    fired: at + 40,
  };
}

/** Draws whether the lane stalls in this cycle. */
export function emitDraw(code: Code, cells: LaneCells, kind: Stall['kind']): void {
  if (kind === 'never') return;
  const x = code.local('i32');
  code.i32(0);
  if (kind === 'random') {
    code.i32(0).access('i32.load', cells.random).tee(x);
    code.get(x).i32(13).op('i32.shl').op('i32.xor').tee(x);
    code.get(x).i32(17).op('i32.shr_u').op('i32.xor').tee(x);
    code.get(x).i32(5).op('i32.shl').op('i32.xor').set(x);
    code.i32(0).get(x).access('i32.store', cells.random);
    code.get(x).op('i64.extend_i32_u').i32(0).access('i64.load', cells.below).op('i64.lt_u');
  } else {
    code.i32(0).access('i32.load', cells.patternAt).tee(x).access('i32.load8_u', 0);
    code.get(x).i32(1).op('i32.add').set(x);
    code.i32(0).i32(0).access('i32.load', cells.pattern).get(x);
    code.get(x).i32(0).access('i32.load', cells.patternEnd).op('i32.eq').op('select');
    code.access('i32.store', cells.patternAt);
  }
  code.access('i32.store', cells.stalls);
}

/** Leaves 1 when the lane may go on: not stalled, and not at its count. */
function wants(code: Code, cells: LaneCells): Code {
  code.i32(0).access('i32.load', cells.done).i32(0).access('i32.load', cells.count).op('i32.lt_u');
  return code.i32(0).access('i32.load', cells.stalls).op('i32.eqz').op('i32.and');
}

/** An output is ready when it may go on. */
export function emitReady(code: Code, cells: LaneCells, ready: Place): void {
  wants(code.i32(0), cells).access('i32.store8', ready.address);
}

/** An input that offers nothing and may go on puts its next record on its payload and raises valid. */
export function emitOffer(
  code: Code,
  cells: LaneCells,
  valid: Place,
  port: StreamPort,
  place: (signal: number) => Place,
): void {
  const from = code.local('i32');
  wants(code, cells).i32(0).access('i32.load8_u', valid.address).op('i32.eqz').op('i32.and').if();
  code.i32(0).i32(1).access('i32.store8', valid.address);
  code.i32(0).access('i32.load', cells.record).set(from);
  for (const field of port.fields) {
    copyBytes(code, from, field.offset, place(field.signal).address, field.bytes * field.lanes);
  }
  code.i32(0).get(from).i32(port.size).op('i32.add').access('i32.store', cells.record);
  code.end();
}

/** Copies a fixed number of bytes from a pointer to a fixed address. */
function copyBytes(code: Code, from: number, offset: number, to: number, bytes: number): void {
  let at = 0;
  for (; at + 16 <= bytes; at += 16) {
    code
      .i32(0)
      .get(from)
      .loadVector(offset + at)
      .storeVector(to + at);
  }
  for (const size of [8, 4, 2, 1] as const) {
    if (at + size > bytes) continue;
    const [load, store] = moves[size];
    code
      .i32(0)
      .get(from)
      .access(load, offset + at, false)
      .access(store, to + at, false);
    at += size;
  }
}

const moves = {
  8: ['i64.load', 'i64.store'],
  4: ['i32.load', 'i32.store'],
  2: ['i32.load16_u', 'i32.store16'],
  1: ['i32.load8_u', 'i32.store8'],
} as const;

/** After the edge: counts a transfer, and takes back the offer that was accepted. */
export function emitSettled(code: Code, cells: LaneCells, port: StreamPort, valid: Place, open: number): void {
  const done = code.local('i32');
  code.i32(0).access('i32.load8_u', cells.fired).if();
  if (port.dir === 'in') code.i32(0).i32(0).access('i32.store8', valid.address);
  else {
    code.i32(0).i32(0).access('i32.load', cells.record).i32(port.size).op('i32.add');
    code.access('i32.store', cells.record);
  }
  code.i32(0).i32(0).access('i32.load', cells.done).i32(1).op('i32.add').tee(done);
  code.access('i32.store', cells.done);
  code.i32(0).i32(0).access('i32.load', open);
  code.get(done).i32(0).access('i32.load', cells.count).op('i32.eq').op('i32.sub');
  code.access('i32.store', open);
  code.end();
}
