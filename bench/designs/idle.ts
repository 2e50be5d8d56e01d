/**
 * 64 equal engines without a clock enable: each waits for a job, computes for 24 cycles, says so for one, and waits
 * again. Every 256 cycles a random one gets a job, so that in nine cycles of ten nobody does anything, though a
 * generator shows all of them a new seed in every cycle.
 */
import { bool, i16, indexType, input, module, output, reg, sint, u32, u64, uint, vec, vecOf } from 'grace-hdl';
import { checksumOf } from './checksum.js';
import { crcStep, filter, xorshift64 } from './engine-steps.js';

const steps = 24;

/** Holds what it has by feedback: the values are chosen, nothing is enabled. */
export const worker = module(
  'worker',
  () => ({ start: input(bool), seed: input(u64), done: output(bool), result: output(u32) }),
  io => {
    const left = reg(uint(5), { init: 0 });
    const state = reg(u64, { init: 0 });
    const crc = reg(u32, { init: 0 });
    const line = reg(vec(i16, 8), { init: Array<number>(8).fill(0) });
    const filtered = reg(sint(24), { init: 0 });
    const energy = reg(sint(48), { init: 0 });
    const done = reg(bool, { init: false });
    const working = left.ne(0);

    left.set(io.start.mux(steps, working.mux(left.subWrap(1), left)));
    state.set(io.start.mux(io.seed, working.mux(xorshift64(state), state)));
    crc.set(io.start.mux(0xffff_ffff, working.mux(crcStep(crc, state.bits(7, 0)), crc)));
    line.set(working.mux(vecOf(i16, [state.bits(31, 16).trunc(16).asSInt(), ...line.slice(0, 7)]), line));
    filtered.set(working.mux(filter(line), filtered));
    energy.set(working.mux(energy.addWrap(filtered.mul(filtered)), energy));
    done.set(left.eq(1));
    io.done.set(done);
    io.result.set(crc.xor(energy.asUInt().bits(47, 16).trunc(32)));
  },
);

export const idle64 = module(
  'idle64',
  () => ({ checksum: output(u32) }),
  io => {
    const turn = reg(uint(8), { init: 0 });
    const random = reg(u64, { init: 1 });
    const selected = reg(indexType(64), { init: 0 });
    turn.set(turn.addWrap(1));
    random.set(xorshift64(random));
    selected.set(turn.eq(255).mux(random.bits(37, 32).trunc(6), selected));
    const start = turn.eq(0);

    const results = Array.from({ length: 64 }, (_, i) => {
      const unit = worker(undefined, { name: `worker_${i}` });
      unit.start.set(start.and(selected.eq(i)));
      unit.seed.set(random);
      return unit.done.mux(unit.result, 0);
    });
    io.checksum.set(checksumOf(results.reduce((any, result) => any.or(result))));
  },
);
