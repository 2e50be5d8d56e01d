import { bool, input, lit, module, output, reg, type UInt, u32, uint, vec, when } from '../../dsl/index.js';
import { units } from './isa/field.js';

/** Buses that read, and such that write. */
export const readBuses = 4;
export const writeBuses = 2;

/** What a program has taken: counts that begin anew with `begin`, go on while `busy`, and stay until the next. */
export const counters = module(
  'counters',
  () => ({
    begin: input(bool),
    busy: input(bool),
    instruction_ended: input(bool),
    activity: input(uint(units.length)),
    reads: input(uint(readBuses)),
    writes: input(uint(writeBuses)),
    cycles: output(u32),
    instructions: output(u32),
    read_beats: output(u32),
    write_beats: output(u32),
    work: output(vec(u32, units.length)),
  }),
  io => {
    const count = (step: UInt): UInt<32> => {
      const value = reg(u32, { init: 0 });
      when(io.begin, () => value.set(0)).elseWhen(io.busy, () => value.set(value.addWrap(step.extend(32))));
      return value;
    };
    const bitsIn = (value: UInt): UInt =>
      Array.from({ length: value.width }, (_, i) => value.bits(i, i)).reduce((a, b) => a.add(b));
    io.cycles.set(count(lit(uint(1), 1)));
    io.instructions.set(count(io.instruction_ended.asUInt()));
    io.read_beats.set(count(bitsIn(io.reads)));
    io.write_beats.set(count(bitsIn(io.writes)));
    for (const i of units.keys()) io.work.at(i).set(count(io.activity.bits(i, i)));
  },
);
