import { inDomain } from '../../dsl/clock/use.js';
import { match } from '../../dsl/control/match.js';
import { mux } from '../../dsl/control/select.js';
import { when } from '../../dsl/control/when.js';
import { fromHere } from '../../dsl/error/capture.js';
import { fail } from '../../dsl/scope/report.js';
import { lit } from '../../dsl/signal/lit.js';
import { named } from '../../dsl/signal/named.js';
import type { UInt } from '../../dsl/signal/uint.js';
import { reg } from '../../dsl/state/reg.js';
import { wire } from '../../dsl/state/wire.js';
import type { Sink } from '../../dsl/stream/sink.js';
import { state } from '../../dsl/stream/state.js';
import type { Stream } from '../../dsl/stream/stream.js';
import { bool, uint } from '../../dsl/type/make.js';
import type { Source, Type } from '../../dsl/type/type.js';
import { type AxiLiteSlave, axiResponse } from '../axi-lite/bus.js';
import type { RegisterMap, Registers } from './map.js';
import type { RegistersView, Strobes } from './view.js';
import { type Word, wordsOf } from './words.js';

export interface RegisterFileOptions {
  /**
   * Accesses that reach nothing are answered by SLVERR: of an address without a register, a read of a register without a
   * field to read, a write of one without a field to write. False: by OKAY. Either way they change nothing and read 0.
   * Default true.
   */
  readonly errors?: boolean;
}

/** What a module has of its registers. */
export interface RegisterFile<R extends Registers> {
  /** Their fields: `regs.control.enable`. */
  readonly regs: RegistersView<R>;
  /** 1 in the first cycle in which the values that software wrote are there; of an array for each register. */
  readonly written: Strobes<R>;
  /** 1 in the cycle at whose end a read has taken the values; of an array for each register. */
  readonly read: Strobes<R>;
}

/**
 * The registers of a map behind an AXI4-Lite bus. One read and one write are taken in every cycle; an address and its data
 * come in any order. A write acts at the edge at which both are there, its response is valid from then on; a read's
 * data likewise. All outputs of the bus are registers: no path leads through within a cycle. `wstrb` chooses bytes;
 * the lowest address bits, which count bytes within a word, and `prot` are not looked at.
 *
 * @example
 * const { regs } = registerFile(io.s_axi, timerMap);
 * when(regs.control.enable, () => count.set(count.addWrap(1)));
 * regs.status.count.set(count);
 *
 * @throws HW057 for a bus whose words or addresses are not those of the map.
 */
export function registerFile<R extends Registers>(
  bus: AxiLiteSlave,
  map: RegisterMap<R>,
  { errors = true }: RegisterFileOptions = {},
): RegisterFile<R> {
  checkBus(bus, map);
  return fromHere(() =>
    inDomain(bus.aw[state].domain, () => {
      const words = wordsOf(map);
      writeChannels(bus, map, words, errors);
      readChannels(bus, map, words, errors);
      // Without a prototype, so that a variable that holds them all gives no names: what nobody uses may then go.
      const each = (make: (word: Word) => unknown): Record<string, unknown> =>
        Object.assign(
          Object.create(null),
          ...map.placed.map(({ name, array }) => {
            const own = words.filter(word => word.register === name).map(make);
            return { [name]: array ? own : own[0] };
          }),
        );
      return {
        regs: each(({ fields }) => Object.fromEntries(fields.map(({ name, view }) => [name, view]))),
        written: each(({ written }) => written),
        read: each(({ read }) => read),
      } as unknown as RegisterFile<R>;
    }),
  );
}

function writeChannels(bus: AxiLiteSlave, map: RegisterMap, words: readonly Word[], errors: boolean): void {
  const addresses = named('write_address', bus.aw.map(({ addr }) => ({ addr })).regReady(), 'hint');
  const data = named('write_data', bus.w.regReady(), 'hint');
  const writes = named(
    'write',
    addresses.zip(data, ({ addr }, word) => ({ addr, ...word })),
    'hint',
  );
  const { addr, ...word } = writes.payload;
  const index = named('write_index', indexOf(addr, map), 'hint');
  const writable = words.filter(({ writes }) => writes);
  when(writes.fire, () => {
    choose(index, writable, ({ written, fields }) => {
      written.set(true);
      for (const { write } of fields) write?.(word);
    });
  });
  const resp = respond(index, writable, errors);
  answer(writes, bus.b, { resp });
}

function readChannels(bus: AxiLiteSlave, map: RegisterMap, words: readonly Word[], errors: boolean): void {
  const reads = named('read', bus.ar.map(({ addr }) => ({ addr })).regReady(), 'hint');
  const index = named('read_index', indexOf(reads.payload.addr, map), 'hint');
  const readable = words.filter(({ reads }) => reads);
  const data = named('read_data', wire(uint(map.dataBits), 0), 'hint');
  choose(index, readable, ({ shown }) => data.set(shown(map.dataBits)));
  when(reads.fire, () => {
    choose(index, readable, ({ read, fields }) => {
      read.set(true);
      for (const { read: act } of fields) act?.();
    });
  });
  const resp = respond(index, readable, errors);
  answer(reads, bus.r, { data, resp });
}

/** Each request is answered in the next cycle by what the payload is when it is taken; until then that may change. */
function answer<T>(requests: Stream, responses: Sink<T>, payload: Source<T>): void {
  const valid = reg(bool, { init: false });
  const held = reg(responses.type as Type) as unknown as typeof responses.payload & { set(value: Source<T>): void };
  const free = valid.not().or(responses.ready);
  requests.ready.set(free);
  when(free, () => {
    valid.set(requests.valid);
    held.set(payload);
  });
  responses.valid.set(valid);
  (responses.payload as typeof held).set(held as Source<T>);
}

/** The number of the word that an address reaches. */
const indexOf = (addr: UInt, { dataBits }: RegisterMap): UInt => addr.bits(addr.width - 1, Math.log2(dataBits / 8));

/** Runs `act` in an arm for each of the words. */
function choose(index: UInt, words: readonly Word[], act: (word: Word) => void): void {
  if (words.length === 0) return;
  match(index, { ...Object.fromEntries(words.map(word => [word.index, () => act(word)])), default: () => {} });
}

/** OKAY for these words, which are in ascending order, and SLVERR for all others. */
function respond(index: UInt, words: readonly Word[], errors: boolean): UInt<2> {
  const okay = lit(uint(2), axiResponse.okay);
  if (!errors || words.length === 2 ** index.width) return okay;
  const [first, ...rest] = runsOf(words).map(([from, to]) => {
    if (from === to) return index.eq(from);
    return from === 0 ? index.le(to) : index.ge(from).and(index.le(to));
  });
  const error = lit(uint(2), axiResponse.slaveError);
  return first ? mux(first.or(...rest), okay, error) : error;
}

/** The first and last of words that follow each other. */
function runsOf(words: readonly Word[]): [from: number, to: number][] {
  const runs: [number, number][] = [];
  for (const { index } of words) {
    const last = runs.at(-1);
    if (last && last[1] + 1 === index) last[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}

function checkBus(bus: AxiLiteSlave, map: RegisterMap): void {
  const { width } = bus.aw.payload.addr;
  const data = bus.w.payload.data.width;
  const help = `axiLiteSlave(${map.name}Map), which has the sizes of the map`;
  if (data !== map.dataBits) fail('HW057', `a bus of ${data} bits for registers of ${map.dataBits}`, help);
  if (width < map.addressBits)
    fail('HW057', `addresses of ${width} bits do not reach the last register of ${map.name}, at ${lastOf(map)}`, help);
}

function lastOf({ placed }: RegisterMap): string {
  const last = Math.max(...placed.map(({ offset, count, stride }) => offset + (count - 1) * stride));
  return `0x${last.toString(16)}`;
}
