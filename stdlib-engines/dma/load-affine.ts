import {
  asBits,
  bool,
  bundle,
  fromBits,
  type i8,
  i16,
  i32,
  lanewise,
  logicOf,
  mem,
  mux,
  range,
  reg,
  streamWire,
  type UInt,
  u5,
  u32,
  type Vec,
  vec,
  when,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { affineRelu } from '../quantized/affine.js';
import { type Beats, beatType } from './load-words.js';

/** What a channel is multiplied by, what is added, and by how many bits that is shifted. */
const gainType = bundle({ gain: i16, shift: u5, offset: i32 });

/** Nanoseconds of a clock cycle. */
const PERIOD = 6;

/**
 * Beats through the affine normalisation, those that want it, with the gains of their line of the table; beats for the
 * table are written into it. A memory of gains, and a multiplier, for each byte of a beat.
 */
export function loadAffine(beats: Beats, config: AcceleratorConfig): Beats {
  const lanes = config.busBits / 8;
  const type = beatType(config);
  const memories = range(lanes).map(() => mem(gainType, config.tableRows * (config.rows / lanes), { style: 'block' }));
  writeTable(memories, beats, lanes);

  const { sink, stream } = streamWire(bundle({ beat: type, gains: vec(gainType, lanes) }));
  const full = reg(bool, { init: false });
  const held = reg(type);
  const free = full.not().or(sink.ready);
  beats.ready.set(free);
  when(free, () => full.set(beats.valid));
  when(beats.fire, () => held.set(beats.payload));
  sink.valid.set(full);
  const gains = memories.map(memory => memory.readSync(beats.payload.line, { enable: free }));
  sink.payload.set({ beat: held, gains });
  return stream.map(
    ({ beat, gains }) => {
      const scaled = lanewise(
        (x, { gain, offset, shift }) => logicOf(affineRelu, x, gain, offset, shift),
        beat.elements,
        gains,
      );
      return { ...beat, elements: mux(beat.affine, scaled, beat.elements) };
    },
    { period: PERIOD },
  ) as Beats;
}

/**
 * Entries of the table are 8 bytes in memory, so 8 beats make a line of it:
 *
 *     beats of 32 bits     gain, shift | offset                two for an entry
 *     beats of 64 bits     gain, shift, offset                 one
 *     beats of 128 bits    gain, shift, offset, gain, ...      half of one
 */
function writeTable(memories: readonly ReturnType<typeof mem<typeof gainType>>[], beats: Beats, lanes: number): void {
  const { elements, eighth, line, isTable, empty } = beats.payload;
  const goes = beats.fire.and(isTable, empty.not());
  const start = four(elements, 0);
  // Of two beats for an entry the first waits here.
  const waiting = reg(u32);
  when(goes, () => waiting.set(start));
  memories.forEach((memory, lane) => {
    const from = (8 * lane) % lanes;
    const ends = lanes === 4 ? 2 * lane + 1 : Math.floor((8 * lane) / lanes);
    const [low, high] = lanes === 4 ? [waiting, start] : [four(elements, from), four(elements, from + 4)];
    const entry = { gain: low.trunc(16).asSInt(), shift: low.bits(20, 16), offset: high.asSInt() };
    when(goes.and(eighth.eq(ends)), () => memory.write(line, entry));
  });
}

/** Four bytes as a number. */
const four = (elements: Vec<typeof i8>, from: number): UInt<32> =>
  fromBits(u32, asBits(elements.slice(from, from + 4)));
