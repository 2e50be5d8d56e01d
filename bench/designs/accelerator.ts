/**
 * The accelerator at work: an array of 16 x 16 predicts a frame of `tiny-64` after the other, each by the same compiled
 * program, with the software and the memory in the design. The memory takes a beat of 64 bits and gives one in
 * every cycle, to all buses together. What is written goes into the checksum.
 */
import {
  arbiter,
  type Bool,
  bool,
  bundle,
  type Circuit,
  delay,
  indexType,
  lit,
  mem,
  module,
  mux,
  output,
  reg,
  type Stream,
  streamWire,
  type UInt,
  u32,
  uint,
  vecOf,
  when,
} from 'grace-hdl';
import { type CompiledNetwork, compileNetwork, loadIntegerNetwork } from 'grace-hdl/codec';
import { accelerator, acceleratorConfig, acceleratorMap } from 'grace-hdl/engines';
import { rotate } from './checksum.js';

type Engine = ReturnType<typeof accelerator>;

const readBuses = ['m_axi_program', 'm_axi_data', 'm_axi_weights', 'm_axi_map'] as const;
const writeBuses = ['m_axi_data', 'm_axi_map'] as const;

/** The frame program of `tiny-64`, in a loop. */
export async function acceleratorBench(): Promise<Circuit> {
  const network = await loadIntegerNetwork('tiny-64');
  return benchOf(compileNetwork(network, acceleratorConfig(16)));
}

/** A frame program in a loop, over maps that hold anything. */
export function benchOf(compiled: CompiledNetwork): Circuit {
  const { accelerator: config, constants, frame, workBytes } = compiled;
  const program = 64 * Math.ceil(constants.length / 64);
  const work = program + frame.program.length;
  const bytes = new Uint8Array(8 * Math.ceil((work + workBytes) / 8));
  bytes.set(constants);
  bytes.set(frame.program, program);
  for (let i = work; i < bytes.length; i++) bytes[i] = (Math.imul(i, 0x9e3779b1) >>> 24) & 0xff;
  const contents = [...new BigUint64Array(bytes.buffer)];
  const sizes = { constants_size: work, work_base: work, work_size: bytes.length - work, irq_enable: 3 };
  const bench = module(
    'accelerator_bench',
    () => ({ checksum: output(u32) }),
    io => {
      const engine = accelerator({ config });
      software(engine, acceleratorMap(config), { ...sizes, program, irq_status: 3, control: 1 });
      io.checksum.set(memory(engine, contents));
    },
  );
  return bench() as unknown as Circuit;
}

/** Writes registers, starts, waits for the interrupt, clears it and starts again, which are the last two writes. */
function software(
  engine: Engine,
  map: ReturnType<typeof acceleratorMap>,
  writes: Readonly<Record<string, number>>,
): void {
  const offset = (name: string): number => map.placed.find(register => register.name === name)!.offset;
  const names = Object.keys(writes);
  const { aw, w, b, ar, r } = engine.s_axi;
  const step = reg(uint(Math.ceil(Math.log2(names.length + 1))), { init: 0 });
  const [addressGoes, dataGoes] = [reg(bool, { init: true }), reg(bool, { init: true })];
  const waits = step.eq(names.length);
  aw.valid.set(addressGoes.and(waits.not()));
  aw.payload.set({ addr: vecOf(uint(map.addressBits), names.map(offset)).at(step), prot: 0 });
  w.valid.set(dataGoes.and(waits.not()));
  w.payload.set({ data: vecOf(u32, Object.values(writes)).at(step), strb: 15 });
  b.ready.set(true);
  ar.valid.set(false);
  ar.payload.set({ addr: 0, prot: 0 });
  r.ready.set(true);
  when(aw.fire, () => addressGoes.set(false));
  when(w.fire, () => dataGoes.set(false));
  when(b.fire, () => {
    addressGoes.set(true);
    dataGoes.set(true);
    step.set(step.addWrap(1));
  });
  when(waits.and(engine.irq), () => step.set(names.length - 2));
}

const requestType = bundle({ bus: uint(2), word: uint(29), len: uint(8) });

/** Bursts of several buses as one queue, and of each of its beats the word, until `goes` has let all of them pass. */
function beatsOf(requests: readonly Stream<typeof requestType>[], goes: (bus: UInt) => Bool) {
  const queue = arbiter(requests).fifo(4);
  const { bus, word, len } = queue.payload;
  const beat = reg(uint(8), { init: 0 });
  const passes = queue.valid.and(goes(bus));
  const last = beat.eq(len);
  queue.ready.set(passes.and(last));
  when(passes, () => beat.set(mux(last, 0, beat.addWrap(1))));
  return { bus, word: word.addWrap(beat.extend(29)), passes, last };
}

/** The memory behind all buses; gives the checksum of what is written. Masters are ready for what they asked for. */
function memory(engine: Engine, contents: readonly bigint[]): UInt<32> {
  const words = mem(uint(64), contents.length, { init: contents, style: 'block' });
  const requests = (address: Engine['m_axi_program']['ar'], bus: number) =>
    address.map(({ addr, len }) => ({ bus: lit(uint(2), bus), word: addr.bits(31, 3), len }));
  const within = (word: UInt) => word.trunc(indexType(contents.length).width);

  const reads = beatsOf(
    readBuses.map((name, i) => requests(engine[name].ar, i)),
    () => lit(bool, true),
  );
  const data = words.readSync(within(reads.word), { enable: reads.passes });
  const [came, from, ends] = [delay(reads.passes, 1, { init: false }), delay(reads.bus, 1), delay(reads.last, 1)];
  for (const [i, name] of readBuses.entries()) {
    const { r } = engine[name];
    r.valid.set(came.and(from.eq(i)));
    r.payload.set({ id: 0, data, resp: 0, last: ends });
  }

  const valid = (bus: UInt): Bool => mux(bus.eq(0), engine.m_axi_data.w.valid, engine.m_axi_map.w.valid);
  const writes = beatsOf(
    writeBuses.map((name, i) => requests(engine[name].aw, i)),
    valid,
  );
  const word = mux(writes.bus.eq(0), engine.m_axi_data.w.payload.data, engine.m_axi_map.w.payload.data);
  const strb = mux(writes.bus.eq(0), engine.m_axi_data.w.payload.strb, engine.m_axi_map.w.payload.strb);
  when(writes.passes, () => words.write(within(writes.word), word, { mask: strb }));
  for (const [i, name] of writeBuses.entries()) {
    const { w, b } = engine[name];
    const own = writes.passes.and(writes.bus.eq(i));
    w.ready.set(own);
    const { sink, stream } = streamWire(b.type);
    sink.payload.set({ id: 0, resp: 0 });
    sink.valid.set(own.and(writes.last));
    stream.fifo(16).into(b);
  }

  const checksum = reg(u32, { init: 0 });
  const folded = word.bits(63, 32).xor(word.bits(31, 0)).trunc(32);
  when(writes.passes, () => checksum.set(rotate(checksum).xor(folded)));
  return checksum;
}
